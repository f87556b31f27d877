"""Sends a message, read from the input, with Python's smtplib.
usage: smtplib-client.py HOST PORT SENDER RECIPIENT [CA_FILE ACCOUNT PASSWORD]     with a CA file: STARTTLS and AUTH"""
import smtplib
import ssl
import sys

TIMEOUT_S = 20  # ours: no answer comes later

host, port, sender, recipient, *submission = sys.argv[1:]
message = sys.stdin.buffer.read()
client = smtplib.SMTP(host, int(port), timeout=TIMEOUT_S)
if submission:
    ca_file, account, password = submission
    client.starttls(context=ssl.create_default_context(cafile=ca_file))
    client.login(account, password)
client.sendmail(sender, [recipient], message)
client.quit()
