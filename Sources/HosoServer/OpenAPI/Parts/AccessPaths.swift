extension OpenAPIPart {
  /// Keys and the audit.
  static let accessPaths = OpenAPIPart(
    json: #"""
      {
        "paths": {
          "/v1/keys": {
            "get": {
              "tags": ["access"],
              "summary": "All keys, without their secrets",
              "x-summary-vi": "Mọi khoá, không kèm bí mật",
              "responses": {
                "200": {
                  "description": "All of them.",
                  "x-description-vi": "Tất cả.",
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["keys"],
                        "properties": {
                          "keys": {
                            "type": "array",
                            "items": {"$ref": "#/components/schemas/Key"}
                          }
                        }
                      }
                    }
                  }
                }
              }
            },
            "post": {
              "tags": ["access"],
              "summary": "Make a key",
              "x-summary-vi": "Tạo khoá",
              "description": "The secret is shown in this answer only.",
              "x-description-vi": "Bí mật chỉ hiện trong câu trả lời này.",
              "requestBody": {
                "required": true,
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/KeyWish"}}
                }
              },
              "responses": {
                "201": {
                  "description": "Made.",
                  "x-description-vi": "Đã tạo.",
                  "headers": {
                    "ETag": {"$ref": "#/components/headers/ETag"},
                    "Location": {"description": "The key.", "schema": {"type": "string"}}
                  },
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/KeyMade"}}
                  },
                  "links": {
                    "key": {
                      "operationId": "getKey",
                      "parameters": {"id": "$response.body#/key/id"},
                      "description": "Reads it."
                    },
                    "rotate": {
                      "operationId": "rotateKey",
                      "parameters": {
                        "id": "$response.body#/key/id",
                        "If-Match": "$response.header.ETag"
                      },
                      "requestBody": {},
                      "description": "Replaces it."
                    },
                    "revoke": {
                      "operationId": "revokeKey",
                      "parameters": {
                        "id": "$response.body#/key/id",
                        "If-Match": "$response.header.ETag"
                      },
                      "description": "Revokes it."
                    }
                  }
                },
                "409": {"$ref": "#/components/responses/Problem409"},
                "422": {"$ref": "#/components/responses/Problem422"}
              }
            }
          },
          "/v1/keys/{id}": {
            "parameters": [{"$ref": "#/components/parameters/KeyID"}],
            "get": {
              "tags": ["access"],
              "summary": "One key",
              "x-summary-vi": "Một khoá",
              "responses": {
                "200": {
                  "description": "The key.",
                  "x-description-vi": "Khoá.",
                  "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Key"}}
                  }
                },
                "304": {"$ref": "#/components/responses/NotModified"},
                "404": {"$ref": "#/components/responses/Problem404"}
              }
            },
            "delete": {
              "tags": ["access"],
              "summary": "Revoke a key",
              "x-summary-vi": "Thu hồi khoá",
              "parameters": [{"$ref": "#/components/parameters/IfMatchNeeded"}],
              "responses": {
                "204": {
                  "description": "Revoked: it lets nobody in any more, and stays in the list.",
                  "x-description-vi": "Đã thu hồi: không mở được nữa, vẫn nằm trong danh sách."
                },
                "404": {"$ref": "#/components/responses/Problem404"},
                "409": {"$ref": "#/components/responses/Problem409"},
                "412": {"$ref": "#/components/responses/Problem412"},
                "428": {"$ref": "#/components/responses/Problem428"}
              }
            }
          },
          "/v1/keys/{id}/rotate": {
            "parameters": [{"$ref": "#/components/parameters/KeyID"}],
            "post": {
              "tags": ["access"],
              "summary": "Replace a key by a new one",
              "x-summary-vi": "Thay khoá bằng khoá mới",
              "description": "Both are good for the overlap.",
              "x-description-vi": "Cả hai cùng dùng được trong thời gian gối nhau.",
              "parameters": [{"$ref": "#/components/parameters/IfMatchNeeded"}],
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
                "201": {
                  "description": "Made.",
                  "x-description-vi": "Đã tạo.",
                  "headers": {
                    "ETag": {"$ref": "#/components/headers/ETag"},
                    "Location": {"description": "The new key.", "schema": {"type": "string"}}
                  },
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/KeyMade"}}
                  }
                },
                "404": {"$ref": "#/components/responses/Problem404"},
                "409": {"$ref": "#/components/responses/Problem409"},
                "412": {"$ref": "#/components/responses/Problem412"},
                "422": {"$ref": "#/components/responses/Problem422"},
                "428": {"$ref": "#/components/responses/Problem428"}
              }
            }
          },
          "/v1/audit": {
            "get": {
              "tags": ["access"],
              "summary": "Who changed keys and endpoints, latest first",
              "x-summary-vi": "Ai đã đổi khoá và endpoint, mới nhất trước",
              "parameters": [
                {
                  "name": "after",
                  "in": "query",
                  "required": false,
                  "description": "The number of the last entry of the page before.",
                  "x-description-vi": "Số của mục cuối trang trước.",
                  "schema": {"type": "integer", "minimum": 1, "maximum": 999999999999999999}
                },
                {"$ref": "#/components/parameters/Limit"}
              ],
              "responses": {
                "200": {
                  "description": "A page.",
                  "x-description-vi": "Một trang.",
                  "headers": {"Link": {"$ref": "#/components/headers/Link"}},
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/AuditPage"}}
                  }
                }
              }
            }
          }
        },
        "parameters": {
          "KeyID": {
            "name": "id",
            "in": "path",
            "required": true,
            "description": "The key's id, which is no secret.",
            "x-description-vi": "Mã của khoá, không phải bí mật.",
            "schema": {"type": "string", "pattern": "^key_[0-9A-Za-z]{8}$"},
            "example": "key_7Xb2qP9k"
          },
          "IfMatchNeeded": {
            "name": "If-Match",
            "in": "header",
            "required": true,
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
