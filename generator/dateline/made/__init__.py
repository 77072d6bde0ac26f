"""What the output is made of: each file, with the key and the reasons of what it is made from."""
