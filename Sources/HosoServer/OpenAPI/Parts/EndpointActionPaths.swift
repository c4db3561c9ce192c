extension OpenAPIPart {
  /// What is done with endpoints, and how deliveries went.
  static let endpointActions = OpenAPIPart(
    json: #"""
      {
        "paths": {
          "/v1/endpoints/{id}/enable": {
            "parameters": [{"$ref": "#/components/parameters/EndpointID"}],
            "post": {
              "tags": ["endpoints"],
              "summary": "Switch an endpoint on",
              "x-summary-vi": "Bật endpoint",
              "description": "What was kept while it was off is delivered now.",
              "x-description-vi": "Sự kiện giữ lại lúc tắt được gửi ngay.",
              "requestBody": {"$ref": "#/components/requestBodies/Nothing"},
              "responses": {
                "200": {"$ref": "#/components/responses/EndpointAnswer"},
                "404": {"$ref": "#/components/responses/Problem404"},
                "409": {"$ref": "#/components/responses/Problem409"},
                "422": {"$ref": "#/components/responses/Problem422"}
              }
            }
          },
          "/v1/endpoints/{id}/disable": {
            "parameters": [{"$ref": "#/components/parameters/EndpointID"}],
            "post": {
              "tags": ["endpoints"],
              "summary": "Switch an endpoint off",
              "x-summary-vi": "Tắt endpoint",
              "description": "Nothing is lost: events wait until it is switched on.",
              "x-description-vi": "Không mất gì: sự kiện chờ đến khi bật lại.",
              "requestBody": {"$ref": "#/components/requestBodies/Nothing"},
              "responses": {
                "200": {"$ref": "#/components/responses/EndpointAnswer"},
                "404": {"$ref": "#/components/responses/Problem404"},
                "409": {"$ref": "#/components/responses/Problem409"},
                "422": {"$ref": "#/components/responses/Problem422"}
              }
            }
          },
          "/v1/endpoints/{id}/rotate": {
            "parameters": [{"$ref": "#/components/parameters/EndpointID"}],
            "post": {
              "tags": ["endpoints"],
              "summary": "Replace an endpoint's keys",
              "x-summary-vi": "Thay khoá ký của endpoint",
              "description": "Deliveries carry signatures of both for the overlap. The secret \#
      is shown in this answer only.",
              "x-description-vi": "Trong thời gian gối nhau, mỗi lần gửi có chữ ký của cả hai. \#
      Bí mật chỉ hiện trong câu trả lời này.",
              "requestBody": {
                "required": false,
                "content": {
                  "application/json": {
                    "schema": {
                      "type": "object",
                      "additionalProperties": false,
                      "properties": {
                        "overlap_seconds": {
                          "type": ["integer", "null"],
                          "minimum": 0,
                          "maximum": 604800,
                          "default": 86400
                        }
                      }
                    }
                  }
                }
              },
              "responses": {
                "200": {
                  "description": "The new keys.",
                  "x-description-vi": "Khoá mới.",
                  "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["id", "secret", "public_key", "revision"],
                        "properties": {
                          "id": {"type": "string"},
                          "secret": {"type": "string", "description": "whsec_…"},
                          "public_key": {"type": "string", "description": "whpk_…"},
                          "revision": {"type": "integer"}
                        }
                      }
                    }
                  }
                },
                "404": {"$ref": "#/components/responses/Problem404"},
                "409": {"$ref": "#/components/responses/Problem409"},
                "422": {"$ref": "#/components/responses/Problem422"}
              }
            }
          },
          "/v1/endpoints/{id}/attempts": {
            "parameters": [{"$ref": "#/components/parameters/EndpointID"}],
            "get": {
              "tags": ["endpoints"],
              "summary": "What was tried, latest first",
              "x-summary-vi": "Các lần gửi, mới nhất trước",
              "parameters": [
                {
                  "name": "after",
                  "in": "query",
                  "required": false,
                  "description": "The attempt_id of the last one of the page before.",
                  "x-description-vi": "attempt_id cuối của trang trước.",
                  "schema": {"type": "integer", "minimum": 0, "maximum": 999999999999999999}
                },
                {"$ref": "#/components/parameters/Limit"},
                {
                  "name": "failed",
                  "in": "query",
                  "required": false,
                  "description": "Only failures.",
                  "x-description-vi": "Chỉ lần không thành công.",
                  "schema": {"type": "string", "enum": ["true", "false"], "default": "false"}
                },
                {
                  "name": "webhook_id",
                  "in": "query",
                  "required": false,
                  "description": "Only those of one event.",
                  "x-description-vi": "Chỉ của một sự kiện.",
                  "schema": {"type": "string", "minLength": 1}
                }
              ],
              "responses": {
                "200": {
                  "description": "A page.",
                  "x-description-vi": "Một trang.",
                  "headers": {"Link": {"$ref": "#/components/headers/Link"}},
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["attempts"],
                        "properties": {
                          "attempts": {
                            "type": "array",
                            "items": {"$ref": "#/components/schemas/Attempt"}
                          }
                        }
                      }
                    }
                  }
                },
                "404": {"$ref": "#/components/responses/Problem404"}
              }
            }
          },
          "/v1/endpoints/{id}/deliveries": {
            "parameters": [{"$ref": "#/components/parameters/EndpointID"}],
            "get": {
              "tags": ["endpoints"],
              "summary": "What is still to be delivered behind the cursor",
              "x-summary-vi": "Sự kiện còn nợ phía sau con trỏ",
              "parameters": [
                {
                  "name": "after",
                  "in": "query",
                  "required": false,
                  "description": "The event_position of the last one of the page before.",
                  "x-description-vi": "event_position cuối của trang trước.",
                  "schema": {"type": "integer", "minimum": 0, "maximum": 999999999999999999}
                },
                {"$ref": "#/components/parameters/Limit"},
                {
                  "name": "state",
                  "in": "query",
                  "required": false,
                  "description": "Only those that are tried again, wait for another one, or are \#
      parked.",
                  "x-description-vi": "Chỉ sự kiện đang thử lại, đang chờ sự kiện khác, hoặc đã \#
      gác lại.",
                  "schema": {"type": "string", "enum": ["retrying", "held", "parked"]}
                }
              ],
              "responses": {
                "200": {
                  "description": "A page.",
                  "x-description-vi": "Một trang.",
                  "headers": {"Link": {"$ref": "#/components/headers/Link"}},
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["deliveries"],
                        "properties": {
                          "deliveries": {
                            "type": "array",
                            "items": {"$ref": "#/components/schemas/OutstandingDelivery"}
                          }
                        }
                      }
                    }
                  }
                },
                "404": {"$ref": "#/components/responses/Problem404"}
              }
            }
          },
          "/v1/endpoints/{id}/notices": {
            "parameters": [{"$ref": "#/components/parameters/EndpointID"}],
            "get": {
              "tags": ["endpoints"],
              "summary": "What its owner has to know, the latest first",
              "x-summary-vi": "Điều chủ điểm nhận cần biết, mới nhất trước",
              "parameters": [
                {
                  "name": "after",
                  "in": "query",
                  "required": false,
                  "description": "The notice_id of the last one of the page before.",
                  "x-description-vi": "notice_id cuối của trang trước.",
                  "schema": {"type": "integer", "minimum": 0, "maximum": 999999999999999999}
                },
                {"$ref": "#/components/parameters/Limit"},
                {
                  "name": "open",
                  "in": "query",
                  "required": false,
                  "description": "Only what is not settled.",
                  "x-description-vi": "Chỉ điều chưa xong.",
                  "schema": {"type": "boolean", "default": false}
                }
              ],
              "responses": {
                "200": {
                  "description": "A page.",
                  "x-description-vi": "Một trang.",
                  "headers": {"Link": {"$ref": "#/components/headers/Link"}},
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["notices"],
                        "properties": {
                          "notices": {
                            "type": "array",
                            "items": {"$ref": "#/components/schemas/Notice"}
                          }
                        }
                      }
                    }
                  }
                },
                "404": {"$ref": "#/components/responses/Problem404"}
              }
            }
          }
        },
        "schemas": {
          "Notice": {
            "type": "object",
            "required": ["notice_id", "endpoint", "kind", "first_at", "last_at", "count"],
            "properties": {
              "notice_id": {"type": "integer"},
              "endpoint": {"type": "string"},
              "kind": {"type": "string", "example": "attempt.failing"},
              "first_at": {"type": "string", "format": "date-time"},
              "last_at": {"type": "string", "format": "date-time"},
              "count": {"type": "integer", "minimum": 1},
              "position": {"type": ["integer", "null"]},
              "detail": {"type": ["string", "null"]},
              "resolved_at": {"type": ["string", "null"], "format": "date-time"}
            }
          }
        },
        "requestBodies": {
          "Nothing": {
            "required": false,
            "content": {
              "application/json": {"schema": {"type": "object", "additionalProperties": false}}
            }
          }
        }
      }
      """#)
}
