extension OpenAPIPart {
  /// The feed, and the cursors that the server keeps for its readers.
  static let eventsPaths = OpenAPIPart(
    json: #"""
      {
        "paths": {
          "/v1/events": {
            "get": {
              "tags": ["events"],
              "summary": "The feed: what webhooks deliver, page by page",
              "x-summary-vi": "Dòng sự kiện: điều webhook gửi, theo từng trang",
              "description": "The same events, ids, order and bytes as the push, as far as the \#
      key reaches. Keep the cursor together with the events, or let the server keep it \#
      (consumers).",
              "x-description-vi": "Cùng sự kiện, mã, thứ tự và nội dung như khi đẩy, trong phạm \#
      vi của khoá. Giữ con trỏ cùng với sự kiện, hoặc để máy chủ giữ (consumers).",
              "parameters": [
                {
                  "name": "after",
                  "in": "query",
                  "required": false,
                  "description": "The cursor of the page before; without it the feed begins at \#
      its beginning.",
                  "x-description-vi": "Con trỏ của trang trước; không có thì từ đầu.",
                  "schema": {"anyOf": [{"$ref": "#/components/schemas/Cursor"}, {"const": ""}]}
                },
                {"$ref": "#/components/parameters/Limit"},
                {
                  "name": "types",
                  "in": "query",
                  "required": false,
                  "description": "Names of types with * for any piece, divided by commas.",
                  "x-description-vi": "Tên loại, dùng * cho bất kỳ phần nào, cách nhau bằng dấu \#
      phẩy.",
                  "schema": {
                    "type": "string",
                    "pattern": "^[a-z_*]+(\\.[a-z_*]+)?(,[a-z_*]+(\\.[a-z_*]+)?)*$",
                    "maxLength": 500
                  },
                  "example": "dossier.*,result.ready"
                },
                {
                  "name": "where",
                  "in": "query",
                  "required": false,
                  "description": "A condition in CESQL, as in an endpoint's filter.",
                  "x-description-vi": "Điều kiện CESQL, như trong bộ lọc của điểm nhận.",
                  "schema": {"type": "string", "maxLength": 2000},
                  "example": "EXISTS province AND province = '01'"
                }
              ],
              "responses": {
                "410": {
                  "description": "The cursor is of a history that the ledger no longer has; \#
      go_on_after says where to go on.",
                  "x-description-vi": "Con trỏ không thuộc lịch sử hiện nay của sổ; go_on_after \#
      nói đọc tiếp từ đâu.",
                  "content": {
                    "application/problem+json": {
                      "schema": {"$ref": "#/components/schemas/Problem"}
                    }
                  }
                },
                "200": {
                  "description": "A page. Link rel=\"next\" leads on; without one the head is \#
      reached.",
                  "x-description-vi": "Một trang. Link rel=\"next\" dẫn tiếp; không có là đã \#
      đến cuối.",
                  "headers": {"Link": {"$ref": "#/components/headers/Link"}},
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/EventPage"}}
                  },
                  "links": {
                    "next": {
                      "operationId": "listEvents",
                      "parameters": {"after": "$response.body#/cursor"},
                      "description": "The next page."
                    },
                    "first": {
                      "operationId": "getEvent",
                      "parameters": {"id": "$response.body#/events/0/id"},
                      "description": "The first event of the page."
                    }
                  }
                }
              }
            }
          },
          "/v1/events/{id}": {
            "get": {
              "tags": ["events"],
              "summary": "One event, byte by byte as it is pushed",
              "x-summary-vi": "Một sự kiện, đúng từng byte như khi đẩy",
              "parameters": [
                {
                  "name": "id",
                  "in": "path",
                  "required": true,
                  "description": "Its webhook-id.",
                  "x-description-vi": "webhook-id của sự kiện.",
                  "schema": {"type": "string", "pattern": "^evt_[0-9a-f]{32}$"},
                  "example": "evt_0123456789abcdef0123456789abcdef"
                },
                {
                  "name": "position",
                  "in": "query",
                  "required": false,
                  "description": "Where it is in the ledger: finds old events faster.",
                  "x-description-vi": "Vị trí trong sổ: tìm sự kiện cũ nhanh hơn.",
                  "schema": {"type": "integer", "minimum": 1, "maximum": 9007199254740992}
                }
              ],
              "responses": {
                "200": {
                  "description": "A CloudEvent.",
                  "x-description-vi": "Một CloudEvent.",
                  "content": {
                    "application/cloudevents+json": {
                      "schema": {"$ref": "#/components/schemas/FeedEvent"}
                    }
                  }
                },
                "404": {"$ref": "#/components/responses/Problem404"}
              }
            }
          },
          "/v1/consumers": {
            "get": {
              "tags": ["events"],
              "summary": "The key's consumers",
              "x-summary-vi": "Các consumer của khoá",
              "responses": {
                "200": {
                  "description": "All of them.",
                  "x-description-vi": "Tất cả.",
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["consumers"],
                        "properties": {
                          "consumers": {
                            "type": "array",
                            "items": {"$ref": "#/components/schemas/Consumer"}
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          },
          "/v1/consumers/{id}": {
            "parameters": [
              {
                "name": "id",
                "in": "path",
                "required": true,
                "description": "A name of your own.",
                "x-description-vi": "Tên bạn tự đặt.",
                "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"},
                "example": "motcua-h26"
              }
            ],
            "get": {
              "tags": ["events"],
              "summary": "A cursor that the server keeps",
              "x-summary-vi": "Con trỏ do máy chủ giữ",
              "responses": {
                "200": {
                  "description": "The consumer.",
                  "x-description-vi": "Consumer.",
                  "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Consumer"}}
                  }
                },
                "304": {"$ref": "#/components/responses/NotModified"},
                "404": {"$ref": "#/components/responses/Problem404"}
              }
            },
            "put": {
              "tags": ["events"],
              "summary": "Acknowledge everything through a cursor",
              "x-summary-vi": "Xác nhận đã nhận đến một con trỏ",
              "description": "With If-Match for a consumer that is there, or If-None-Match: * \#
      to make one.",
              "x-description-vi": "Kèm If-Match nếu consumer đã có, hoặc If-None-Match: * để \#
      tạo mới.",
              "parameters": [
                {"$ref": "#/components/parameters/IfMatch"},
                {
                  "name": "If-None-Match",
                  "in": "header",
                  "required": false,
                  "description": "* makes a new one.",
                  "x-description-vi": "* để tạo mới.",
                  "schema": {"type": "string", "enum": ["*"]}
                }
              ],
              "requestBody": {
                "required": true,
                "content": {
                  "application/json": {
                    "schema": {
                      "type": "object",
                      "required": ["cursor"],
                      "additionalProperties": false,
                      "properties": {"cursor": {"$ref": "#/components/schemas/Cursor"}}
                    }
                  }
                }
              },
              "responses": {
                "410": {
                  "description": "The cursor is of a history that the ledger no longer has; \#
      go_on_after says where to go on.",
                  "x-description-vi": "Con trỏ không thuộc lịch sử hiện nay của sổ; go_on_after \#
      nói đọc tiếp từ đâu.",
                  "content": {
                    "application/problem+json": {
                      "schema": {"$ref": "#/components/schemas/Problem"}
                    }
                  }
                },
                "200": {
                  "description": "Acknowledged.",
                  "x-description-vi": "Đã xác nhận.",
                  "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Consumer"}}
                  }
                },
                "201": {
                  "description": "Made.",
                  "x-description-vi": "Đã tạo.",
                  "headers": {
                    "ETag": {"$ref": "#/components/headers/ETag"},
                    "Location": {"description": "The consumer.", "schema": {"type": "string"}}
                  },
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Consumer"}}
                  },
                  "links": {
                    "read": {
                      "operationId": "getConsumer",
                      "parameters": {"id": "$response.body#/id"},
                      "description": "Reads it."
                    },
                    "remove": {
                      "operationId": "deleteConsumer",
                      "parameters": {"id": "$response.body#/id"},
                      "description": "Removes it."
                    }
                  }
                },
                "404": {"$ref": "#/components/responses/Problem404"},
                "409": {"$ref": "#/components/responses/Problem409"},
                "412": {"$ref": "#/components/responses/Problem412"},
                "422": {"$ref": "#/components/responses/Problem422"},
                "428": {"$ref": "#/components/responses/Problem428"}
              }
            },
            "delete": {
              "tags": ["events"],
              "summary": "Forget a consumer",
              "x-summary-vi": "Bỏ một consumer",
              "responses": {
                "204": {"description": "Gone.", "x-description-vi": "Đã bỏ."},
                "404": {"$ref": "#/components/responses/Problem404"}
              }
            }
          }
        },
        "parameters": {
          "Limit": {
            "name": "limit",
            "in": "query",
            "required": false,
            "description": "How many items a page has.",
            "x-description-vi": "Số mục mỗi trang.",
            "schema": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100}
          },
          "IfMatch": {
            "name": "If-Match",
            "in": "header",
            "required": false,
            "description": "The ETag of what you read: 428 without, 412 if somebody was faster.",
            "x-description-vi": "ETag của bản bạn đã đọc: thiếu thì 428, người khác đã sửa thì \#
      412.",
            "schema": {"type": "string", "pattern": "^\"[0-9]{1,15}\"$"},
            "example": "\"1\""
          }
        }
      }
      """#)
}
