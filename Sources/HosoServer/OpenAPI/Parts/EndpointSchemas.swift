extension OpenAPIPart {
  /// What endpoints are, and how deliveries went.
  static let endpointsSchemas = OpenAPIPart(
    json: #"""
      {
        "schemas": {
          "EndpointChange": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "name": {
                "type": ["string", "null"],
                "minLength": 1,
                "maxLength": 100,
                "pattern": "^[^\\x00-\\x1f\\x7f-\\x9f]+$"
              },
              "url": {
                "type": ["string", "null"],
                "format": "uri",
                "maxLength": 2000,
                "description": "https, a public address.",
                "x-description-vi": "https, địa chỉ công cộng."
              },
              "filter": {
                "anyOf": [{"$ref": "#/components/schemas/EventFilter"}, {"type": "null"}]
              },
              "payload": {"type": ["string", "null"], "enum": ["full", "thin", null]},
              "order": {
                "type": ["string", "null"],
                "enum": ["dossier", "endpoint", null],
                "description": "dossier: each dossier's events one after another. endpoint: all \#
      events one after another."
              },
              "on_fourth_failure": {
                "type": ["string", "null"],
                "enum": ["skip", "block", "block-decisions", null],
                "description": "Whether a dossier's later events wait for one that keeps failing."
              },
              "rate_per_second": {"type": ["integer", "null"], "minimum": 1, "maximum": 10000},
              "headers": {
                "type": ["object", "null"],
                "description": "Sent with every delivery; the values are never told again.",
                "additionalProperties": {"type": "string"},
                "maxProperties": 20
              },
              "client_certificate": {
                "type": ["object", "null"],
                "required": ["certificate", "key"],
                "additionalProperties": false,
                "properties": {"certificate": {"type": "string"}, "key": {"type": "string"}},
                "description": "PEM, for receivers that ask for one."
              },
              "asks_consent": {"type": ["boolean", "null"]}
            },
            "examples": [{"payload": "thin"}]
          },
          "EndpointWish": {
            "type": "object",
            "required": ["url"],
            "additionalProperties": false,
            "properties": {
              "name": {
                "type": ["string", "null"],
                "minLength": 1,
                "maxLength": 100,
                "pattern": "^[^\\x00-\\x1f\\x7f-\\x9f]+$"
              },
              "url": {
                "type": "string",
                "format": "uri",
                "maxLength": 2000,
                "description": "https, a public address.",
                "x-description-vi": "https, địa chỉ công cộng."
              },
              "kind": {
                "type": ["string", "null"],
                "enum": ["standard", "dvcqg", "operator", null],
                "default": "standard",
                "description": "dvcqg: the national portal's envelopes. operator: notices about \#
      other endpoints, for administrators."
              },
              "portal": {
                "type": ["object", "null"],
                "additionalProperties": false,
                "properties": {
                  "dstcode": {"type": ["string", "null"]},
                  "madonvi": {"type": ["string", "null"]},
                  "session": {"type": ["string", "null"]}
                }
              },
              "from": {
                "type": ["string", "null"],
                "description": "Where its feed begins: head, start, or a cursor.",
                "x-description-vi": "Bắt đầu từ đâu: head, start hoặc một con trỏ.",
                "default": "head"
              },
              "filter": {
                "anyOf": [{"$ref": "#/components/schemas/EventFilter"}, {"type": "null"}]
              },
              "payload": {
                "type": ["string", "null"],
                "enum": ["full", "thin", null],
                "default": "full"
              },
              "order": {
                "type": ["string", "null"],
                "enum": ["dossier", "endpoint", null],
                "default": "dossier"
              },
              "on_fourth_failure": {
                "type": ["string", "null"],
                "enum": ["skip", "block", "block-decisions", null]
              },
              "rate_per_second": {"type": ["integer", "null"], "minimum": 1, "maximum": 10000},
              "headers": {
                "type": ["object", "null"],
                "additionalProperties": {"type": "string"},
                "maxProperties": 20
              },
              "client_certificate": {
                "type": ["object", "null"],
                "required": ["certificate", "key"],
                "additionalProperties": false,
                "properties": {"certificate": {"type": "string"}, "key": {"type": "string"}}
              },
              "asks_consent": {"type": ["boolean", "null"], "default": true}
            },
            "examples": [
              {
                "url": "https://motcua.example.vn/hoso",
                "name": "Một cửa Ba Đình",
                "filter": {"agencies": ["H26.12"], "types": ["dossier.*", "result.*"]}
              }
            ]
          },
          "EndpointMade": {
            "type": "object",
            "required": ["secret", "public_key", "endpoint"],
            "properties": {
              "secret": {"type": "string", "description": "whsec_…, shown once."},
              "public_key": {"type": "string", "description": "whpk_…"},
              "endpoint": {"$ref": "#/components/schemas/Endpoint"}
            }
          },
          "Endpoint": {
            "type": "object",
            "required": [
              "id", "name", "kind", "url", "state", "filter", "revision", "deliveries"
            ],
            "properties": {
              "id": {"type": "string"},
              "name": {"type": "string"},
              "kind": {"type": "string", "enum": ["standard", "dvcqg", "operator"]},
              "portal": {"type": "object"},
              "url": {"type": "string"},
              "state": {
                "type": "string",
                "enum": ["awaiting-consent", "enabled", "disabled", "archived"]
              },
              "state_reason": {"type": ["string", "null"]},
              "state_since": {"type": ["string", "null"], "format": "date-time"},
              "filter": {"$ref": "#/components/schemas/EventFilter"},
              "payload": {"type": "string", "enum": ["full", "thin"]},
              "order": {"type": "string", "enum": ["dossier", "endpoint"]},
              "on_fourth_failure": {
                "type": "string",
                "enum": ["skip", "block", "block-decisions"]
              },
              "rate_per_second": {"type": ["integer", "null"]},
              "headers": {
                "type": "array",
                "description": "Names only.",
                "items": {"type": "string"}
              },
              "has_client_certificate": {"type": "boolean"},
              "asks_consent": {"type": "boolean"},
              "consent": {
                "type": ["object", "null"],
                "properties": {
                  "at": {"type": "string", "format": "date-time"},
                  "per_minute": {"type": ["integer", "null"]}
                }
              },
              "keys": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": ["version", "fingerprint"],
                  "properties": {
                    "version": {"type": "string", "enum": ["v1", "v1a"]},
                    "fingerprint": {"type": "string"},
                    "public_key": {"type": "string"},
                    "valid_from": {"type": "string", "format": "date-time"},
                    "valid_until": {"type": ["string", "null"], "format": "date-time"}
                  }
                }
              },
              "created_at": {"type": "string", "format": "date-time"},
              "updated_at": {"type": "string", "format": "date-time"},
              "revision": {"type": "integer", "minimum": 1},
              "deliveries": {"$ref": "#/components/schemas/DeliveryProgress"}
            }
          },
          "DeliveryProgress": {
            "type": "object",
            "properties": {
              "cursor": {"type": ["string", "null"]},
              "delivered": {"type": "integer"},
              "failed_attempts": {"type": "integer"},
              "retrying": {"type": "integer"},
              "held": {"type": "integer"},
              "parked": {"type": "integer", "description": "Given up for now; never lost."},
              "last_success_at": {"type": ["string", "null"], "format": "date-time"},
              "last_failure_at": {"type": ["string", "null"], "format": "date-time"},
              "failing_since": {"type": ["string", "null"], "format": "date-time"},
              "waits_until": {"type": ["string", "null"], "format": "date-time"},
              "breaker": {
                "type": "string",
                "enum": ["closed", "open", "trying"],
                "description": "Open: it failed so often that nothing is sent before \#
      paused_until; then one delivery is let through to try.",
                "x-description-vi": "open: hỏng nhiều đến mức chưa gửi gì trước paused_until; sau \#
      đó thử một việc."
              },
              "paused_until": {"type": ["string", "null"], "format": "date-time"}
            }
          },
          "Attempt": {
            "type": "object",
            "required": ["attempt_id", "endpoint", "at", "verdict"],
            "properties": {
              "attempt_id": {"type": "integer"},
              "endpoint": {"type": "string"},
              "webhook_id": {"type": ["string", "null"]},
              "position": {"type": ["integer", "null"]},
              "attempt": {"type": "integer"},
              "at": {"type": "string", "format": "date-time"},
              "verdict": {"type": "string"},
              "status": {"type": ["integer", "null"]},
              "duration_ms": {"type": ["integer", "null"]},
              "detail": {"type": ["string", "null"]},
              "answer": {
                "type": "string",
                "description": "The first bytes of the receiver's answer."
              },
              "request_sha256": {"type": "string"},
              "remote_address": {"type": ["string", "null"]}
            }
          },
          "OutstandingDelivery": {
            "type": "object",
            "required": ["event_position", "position", "state", "attempts"],
            "properties": {
              "event_position": {"type": "integer"},
              "position": {"type": "integer"},
              "state": {"type": "string", "enum": ["retrying", "held", "parked"]},
              "attempts": {"type": "integer"},
              "retry_at": {"type": "string", "format": "date-time"},
              "since": {"type": "string", "format": "date-time"},
              "is_out_of_order": {"type": "boolean"},
              "is_replay": {"type": "boolean"},
              "webhook_id": {"type": ["string", "null"]},
              "last_verdict": {"type": ["string", "null"]},
              "last_status": {"type": ["integer", "null"]},
              "last_detail": {"type": ["string", "null"]}
            }
          }
        }
      }
      """#)
}
