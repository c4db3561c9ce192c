extension OpenAPIPart {
  /// The server itself.
  static let service = OpenAPIPart(
    json: #"""
      {
        "paths": {
          "/": {
            "get": {
              "tags": ["service"],
              "summary": "The page that leads to the others",
              "x-summary-vi": "Trang dẫn đến các trang khác",
              "parameters": [{"$ref": "#/components/parameters/PageLang"}],
              "responses": {"200": {"$ref": "#/components/responses/Page"}}
            }
          },
          "/healthz": {
            "get": {
              "tags": ["service"],
              "summary": "Whether the server runs",
              "x-summary-vi": "Máy chủ có chạy không",
              "responses": {
                "200": {
                  "description": "It runs.",
                  "x-description-vi": "Đang chạy.",
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["status"],
                        "properties": {"status": {"const": "ok"}}
                      },
                      "example": {"status": "ok"}
                    }
                  }
                }
              }
            }
          },
          "/openapi.json": {
            "get": {
              "tags": ["service"],
              "summary": "This document",
              "x-summary-vi": "Tài liệu này",
              "responses": {
                "200": {
                  "description": "OpenAPI 3.1.",
                  "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                  "content": {
                    "application/json": {
                      "schema": {"type": "object", "required": ["openapi", "info", "paths"]}
                    }
                  }
                },
                "304": {"$ref": "#/components/responses/NotModified"}
              }
            }
          },
          "/docs": {
            "get": {
              "tags": ["service"],
              "summary": "This document as a page to read",
              "x-summary-vi": "Tài liệu này ở dạng trang để đọc",
              "parameters": [{"$ref": "#/components/parameters/Lang"}],
              "responses": {
                "200": {"$ref": "#/components/responses/Page"},
                "304": {"$ref": "#/components/responses/NotModified"}
              }
            }
          },
          "/readyz": {
            "get": {
              "tags": ["service"],
              "summary": "Whether the server can do its work",
              "x-summary-vi": "Máy chủ có làm việc được không",
              "description": "The ledger can be written, there is room on the disk, deliveries \#
      run.",
              "x-description-vi": "Ghi được sổ, đĩa còn chỗ, việc gửi webhook đang chạy.",
              "responses": {
                "200": {
                  "description": "It can.",
                  "x-description-vi": "Được.",
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Readiness"}}
                  }
                },
                "503": {
                  "description": "It cannot; checks says why.",
                  "x-description-vi": "Không; checks nêu lý do.",
                  "headers": {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}},
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Readiness"}},
                    "application/problem+json": {
                      "schema": {"$ref": "#/components/schemas/Problem"}
                    }
                  }
                }
              }
            }
          },
          "/metrics": {
            "get": {
              "tags": ["service"],
              "summary": "What the server did, for Prometheus",
              "x-summary-vi": "Số đo của máy chủ, cho Prometheus",
              "responses": {
                "200": {
                  "description": "Prometheus' text format 0.0.4.",
                  "x-description-vi": "Dạng chữ của Prometheus 0.0.4.",
                  "content": {"text/plain": {"schema": {"type": "string"}}}
                }
              }
            }
          },
          "/.well-known/webhook-keys.json": {
            "get": {
              "tags": ["endpoints"],
              "summary": "Public keys that deliveries are signed with (v1a)",
              "x-summary-vi": "Khoá công khai ký các lần gửi (v1a)",
              "responses": {
                "200": {
                  "description": "Those that are valid now.",
                  "x-description-vi": "Các khoá đang dùng.",
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["keys"],
                        "properties": {
                          "keys": {
                            "type": "array",
                            "items": {
                              "type": "object",
                              "required": ["algorithm", "key", "valid_from"],
                              "properties": {
                                "algorithm": {"const": "ed25519"},
                                "key": {"type": "string"},
                                "valid_from": {"type": "string", "format": "date-time"},
                                "valid_until": {
                                  "type": ["string", "null"],
                                  "format": "date-time"
                                }
                              }
                            }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "NotModified": {
            "description": "Nothing changed since If-None-Match.",
            "x-description-vi": "Không đổi so với If-None-Match.",
            "headers": {"ETag": {"$ref": "#/components/headers/ETag"}}
          }
        },
        "schemas": {
          "Readiness": {
            "type": "object",
            "required": ["status", "epoch", "checks"],
            "properties": {
              "status": {"type": "string", "enum": ["ready", "not-ready"]},
              "epoch": {
                "type": "integer",
                "minimum": 1,
                "description": "Counts up when the ledger was restored or copied.",
                "x-description-vi": "Tăng khi sổ cái được khôi phục hoặc sao chép."
              },
              "restored": {
                "type": "object",
                "required": ["cause", "at", "parted"],
                "properties": {
                  "cause": {"type": "string"},
                  "at": {"type": "string", "format": "date-time"},
                  "parted": {"type": "integer", "minimum": 0}
                }
              },
              "checks": {
                "type": "object",
                "additionalProperties": {"type": "string", "enum": ["ok", "failing"]}
              }
            }
          }
        }
      }
      """#)
}
