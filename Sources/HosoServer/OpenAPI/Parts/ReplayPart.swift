extension OpenAPIPart {
  /// Test deliveries, sending again, and moving in the feed.
  static let replay = OpenAPIPart(
    json: #"""
      {
        "paths": {
          "/v1/endpoints/{id}/ping": {
            "parameters": [{"$ref": "#/components/parameters/EndpointID"}],
            "post": {
              "tags": ["endpoints"],
              "summary": "Send a test event",
              "x-summary-vi": "Gửi sự kiện thử",
              "description": "Signed like any other, sent at once whatever state the endpoint \#
      is in; the answer tells how it ended.",
              "x-description-vi": "Ký như mọi sự kiện khác, gửi ngay dù endpoint ở trạng thái \#
      nào; câu trả lời cho biết kết quả.",
              "requestBody": {"$ref": "#/components/requestBodies/Nothing"},
              "responses": {
                "200": {
                  "description": "How the test delivery ended.",
                  "x-description-vi": "Kết quả lần gửi thử.",
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Ping"}}
                  }
                },
                "404": {"$ref": "#/components/responses/Problem404"},
                "409": {"$ref": "#/components/responses/Problem409"},
                "422": {"$ref": "#/components/responses/Problem422"}
              }
            }
          },
          "/v1/endpoints/{id}/replay": {
            "parameters": [{"$ref": "#/components/parameters/EndpointID"}],
            "post": {
              "tags": ["endpoints"],
              "summary": "Send events again",
              "x-summary-vi": "Gửi lại sự kiện",
              "description": "Either events by their webhook-ids, or a stretch of the \#
      endpoint's feed from behind a cursor. They keep their webhook-ids. With dry_run=true they \#
      are only counted.",
              "x-description-vi": "Hoặc các sự kiện theo webhook-id, hoặc một đoạn trong dòng \#
      sự kiện của endpoint sau một con trỏ. webhook-id giữ nguyên. dry_run=true thì chỉ đếm.",
              "parameters": [
                {
                  "name": "dry_run",
                  "in": "query",
                  "required": false,
                  "description": "Only count.",
                  "x-description-vi": "Chỉ đếm.",
                  "schema": {"type": "string", "enum": ["true", "false"], "default": "false"}
                }
              ],
              "requestBody": {
                "required": true,
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/ReplayWish"}}
                }
              },
              "responses": {
                "200": {
                  "description": "How many events were found, and how many of them wait to be \#
      sent.",
                  "x-description-vi": "Số sự kiện tìm được và số đang chờ gửi.",
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/ReplayCount"}}
                  }
                },
                "404": {"$ref": "#/components/responses/Problem404"},
                "409": {"$ref": "#/components/responses/Problem409"},
                "422": {"$ref": "#/components/responses/Problem422"}
              }
            }
          },
          "/v1/endpoints/{id}/seek": {
            "parameters": [{"$ref": "#/components/parameters/EndpointID"}],
            "post": {
              "tags": ["endpoints"],
              "summary": "Move an endpoint's place in the feed",
              "x-summary-vi": "Dời con trỏ của endpoint",
              "description": "Everything behind the cursor is delivered again; moved forward, \#
      what lies between is not.",
              "x-description-vi": "Mọi sự kiện sau con trỏ được gửi lại; dời tới trước thì phần \#
      ở giữa không được gửi.",
              "requestBody": {
                "required": true,
                "content": {
                  "application/json": {
                    "schema": {
                      "type": "object",
                      "required": ["cursor"],
                      "additionalProperties": false,
                      "properties": {"cursor": {"$ref": "#/components/schemas/Cursor"}},
                      "examples": [{"cursor": "0"}]
                    }
                  }
                }
              },
              "responses": {
                "202": {
                  "description": "Moved; the next delivery begins there.",
                  "x-description-vi": "Đã dời; lần gửi sau bắt đầu từ đó.",
                  "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Endpoint"}}
                  }
                },
                "404": {"$ref": "#/components/responses/Problem404"},
                "409": {"$ref": "#/components/responses/Problem409"},
                "422": {"$ref": "#/components/responses/Problem422"}
              }
            }
          }
        },
        "schemas": {
          "ReplayWish": {
            "oneOf": [
              {
                "type": "object",
                "required": ["events"],
                "additionalProperties": false,
                "properties": {
                  "events": {
                    "type": "array",
                    "maxItems": 1000,
                    "items": {"type": "string", "pattern": "^evt_[0-9a-f]{32}$"}
                  }
                }
              },
              {
                "type": "object",
                "required": ["after"],
                "additionalProperties": false,
                "properties": {
                  "after": {"$ref": "#/components/schemas/Cursor"},
                  "through": {
                    "type": ["integer", "null"],
                    "minimum": 0,
                    "maximum": 9007199254740992,
                    "description": "The last position."
                  },
                  "types": {
                    "type": ["array", "null"],
                    "maxItems": 100,
                    "items": {
                      "type": "string",
                      "pattern": "^(\\*|[a-z_]+\\.\\*|[a-z_]+\\.[a-z_]+)$"
                    }
                  }
                }
              }
            ],
            "examples": [{"after": "0", "types": ["result.ready"]}]
          },
          "Ping": {
            "type": "object",
            "required": ["webhook_id", "verdict", "status", "duration_ms", "detail", "answer"],
            "properties": {
              "webhook_id": {"type": "string", "pattern": "^ping_[0-9a-f]{32}$"},
              "verdict": {"type": "string"},
              "status": {"type": ["integer", "null"]},
              "duration_ms": {"type": "integer", "minimum": 0},
              "detail": {"type": ["string", "null"]},
              "answer": {"type": "string", "description": "Its first bytes."}
            }
          },
          "ReplayCount": {
            "type": "object",
            "required": ["matched", "queued", "dry_run"],
            "properties": {
              "matched": {"type": "integer", "minimum": 0},
              "queued": {"type": "integer", "minimum": 0},
              "dry_run": {"type": "boolean"}
            }
          }
        }
      }
      """#)
}
