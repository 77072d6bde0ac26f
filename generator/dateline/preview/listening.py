"""Listening: the socket that a preview is served at. It must not know what is served there."""

from __future__ import annotations

import socket

PORTS = 20
"""How many ports after the wanted one are tried."""


def listen(host: str, port: int) -> socket.socket:
    """A socket at the port, or at the next free one.

    Raises OSError when there is none, or no such host, and UnicodeError for what can be no host's name.
    """
    # Only of sockets that say that they are TCP's does asyncio switch Nagle's algorithm off (RFC 896, 1122
    # §4.2.3.2): without that, each page would wait 40 ms for the browser's delayed acknowledgement.
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP
    )[0]
    last = min(port + PORTS, 65535) if port else 0
    for candidate in range(port, last + 1):
        sock = socket.socket(family, kind, protocol)
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows, where two programs could share a port
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((address[0], candidate, *address[2:]))
            sock.listen()
        except OSError:
            sock.close()
            if candidate == last:
                raise
        else:
            return sock
    raise OSError(f"no free port from {port} to {last}")
