"""Python runs this before MiniStack: its server then sends the head of an answer and its body in one piece.

The AWS provider's client hangs up on a connection whose answer begins while it is still finishing its own request, which an
emulator on the same machine brings about under load. A body that is in its buffer by then is read all the same; one that
comes behind its head is lost ("use of closed network connection"), the client sends the request again, and what the first
one made "already exists".
"""

try:
    import h11
    from hypercorn.events import RawData
    from hypercorn.protocol.h11 import H11Protocol
except ImportError:
    # Another program of Python than an emulator.
    pass
else:

    async def _send_h11_event(self, event):
        try:
            data = self.connection.send(event)
        except h11.LocalProtocolError:
            if self.connection.their_state != h11.ERROR:
                raise
            return
        held = self.__dict__.pop("held", b"")
        if isinstance(event, h11.Response):
            self.held = data
        else:
            await self.send(RawData(data=held + data))

    if not hasattr(H11Protocol, "_send_h11_event"):
        raise RuntimeError("hypercorn sends answers in another way now: look how their heads are sent")
    H11Protocol._send_h11_event = _send_h11_event
