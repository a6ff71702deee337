"""What git calls in place of the program where tests keep it waiting (`served`): passes everything on to it.

It is started hundreds of times, so it imports nothing that takes time.
"""

import os
import socket
import sys

with socket.socket(socket.AF_UNIX) as door:
    door.connect(sys.argv[1])
    environment = [f"{name}={value}" for name, value in os.environ.items()]
    said = "\0".join([os.getcwd(), str(len(sys.argv) - 2), *sys.argv[2:], *environment])  # noqa: PTH109 - see above
    socket.send_fds(door, [os.fsencode(said)], [0, 1, 2])
    code = door.recv(1)[0]
sys.exit(code)
