"""Imaging: the one room that knows Pillow: looks into pictures, encodes them, draws cards and icons.

Bytes in, bytes or plain values out. It must know no site, no story, no folder. Pillow is loaded when a
picture is looked into or made, so a build that has none to do never loads it.
"""
