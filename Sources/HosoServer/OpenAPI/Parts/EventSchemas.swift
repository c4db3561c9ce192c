extension OpenAPIPart {
  /// What the feed delivers.
  static let eventsSchemas = OpenAPIPart(
    json: #"""
      {
        "schemas": {
          "Cursor": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            "pattern": "^[A-Za-z0-9._~-]+$",
            "description": "Opaque; goes into a URL as it is.",
            "x-description-vi": "Không cần hiểu; đưa thẳng vào URL."
          },
          "FeedEvent": {
            "type": "object",
            "description": "A CloudEvent 1.0 as webhooks deliver it.",
            "x-description-vi": "CloudEvent 1.0 như webhook gửi.",
            "required": ["specversion", "id", "source", "type", "time", "sequence", "data"],
            "properties": {
              "specversion": {"const": "1.0"},
              "id": {
                "type": "string",
                "description": "Equal to webhook-id; stays the same over retries and replays."
              },
              "source": {"type": "string", "description": "urn:hoso:ledger:…"},
              "type": {"$ref": "#/components/schemas/EventType"},
              "subject": {
                "type": "string",
                "description": "The dossier's code as it was scanned."
              },
              "time": {"type": "string", "format": "date-time"},
              "timestamp": {"type": "string", "format": "date-time"},
              "recordedtime": {"type": "string", "format": "date-time"},
              "sequence": {
                "type": "string",
                "pattern": "^[0-9]{20}$",
                "description": "The ledger position, padded."
              },
              "previousid": {
                "type": "string",
                "description": "The dossier's event before, of those you get."
              },
              "datacontenttype": {"const": "application/json"},
              "data": {
                "type": "object",
                "description": "The event in the interchange format, without the staff number, \#
      and its position."
              }
            }
          },
          "EventPage": {
            "type": "object",
            "required": ["events", "cursor", "has_more"],
            "properties": {
              "events": {"type": "array", "items": {"$ref": "#/components/schemas/FeedEvent"}},
              "cursor": {"$ref": "#/components/schemas/Cursor"},
              "has_more": {"type": "boolean"}
            }
          },
          "Consumer": {
            "type": "object",
            "required": ["id", "cursor", "revision"],
            "properties": {
              "id": {"type": "string"},
              "cursor": {"$ref": "#/components/schemas/Cursor"},
              "created_at": {"type": "string", "format": "date-time"},
              "updated_at": {"type": "string", "format": "date-time"},
              "revision": {"type": "integer", "minimum": 1}
            }
          }
        }
      }
      """#)
}
