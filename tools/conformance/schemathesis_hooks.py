"""What schemathesis cannot know: how to write NDJSON."""

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def ndjson(_context, value):
    """A batch is described as one text; it goes over the wire as it is."""
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else str(value).encode()
