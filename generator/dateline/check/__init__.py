"""The editorial rules: functions from values to problems, nothing else.

`check.headers` looks at front matter, of one file or of all; `check.claims` at one linked story. What
a single file cannot say by itself is found here or while linking.
"""
