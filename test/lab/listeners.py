"""Listens on ports, `53/udp 80/tcp …`, over IPv4 and IPv6, until it is ended. UDP sends back what comes.

The first argument is a file that is made once it listens on all of them.
"""
import selectors
import socket
import sys

selector = selectors.DefaultSelector()
for word in sys.argv[2:]:
    port, protocol = word.split("/")
    kind = socket.SOCK_STREAM if protocol == "tcp" else socket.SOCK_DGRAM
    listener = socket.socket(socket.AF_INET6, kind)
    listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("::", int(port)))
    if protocol == "tcp":
        listener.listen(64)
    selector.register(listener, selectors.EVENT_READ, protocol)

open(sys.argv[1], "w").close()
while True:
    for key, _ in selector.select():
        if key.data == "tcp":
            key.fileobj.accept()[0].close()
        else:
            data, peer = key.fileobj.recvfrom(100)
            key.fileobj.sendto(data, peer)
