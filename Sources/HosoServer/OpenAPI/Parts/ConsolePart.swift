extension OpenAPIPart {
  /// Pages for the people of an agency.
  static let console = OpenAPIPart(
    json: #"""
      {
        "paths": {
          "/console": {
            "get": {
              "tags": ["console"],
              "summary": "The endpoints of a key, or the form that asks for the key",
              "x-summary-vi": "Các điểm nhận của một khoá, hoặc biểu mẫu hỏi khoá",
              "parameters": [{"$ref": "#/components/parameters/PageLang"}],
              "responses": {
                "200": {"$ref": "#/components/responses/Page"},
                "429": {"$ref": "#/components/responses/PageSlowDown"}
              }
            },
            "post": {
              "tags": ["console"],
              "summary": "Sign in with a key",
              "x-summary-vi": "Đăng nhập bằng khoá",
              "description": "Begins a session of 8 hours, in a cookie for these pages alone.",
              "x-description-vi": "Mở phiên làm việc 8 giờ, bằng cookie chỉ dùng cho các trang \#
      này.",
              "requestBody": {
                "required": true,
                "content": {
                  "application/x-www-form-urlencoded": {
                    "schema": {
                      "type": "object",
                      "required": ["key"],
                      "properties": {"key": {"type": "string"}, "lang": {"type": "string"}}
                    }
                  }
                }
              },
              "responses": {
                "303": {"$ref": "#/components/responses/ConsoleMove"},
                "403": {"$ref": "#/components/responses/Page"},
                "429": {"$ref": "#/components/responses/PageSlowDown"}
              }
            }
          },
          "/console/sign-out": {
            "post": {
              "tags": ["console"],
              "summary": "End the session",
              "x-summary-vi": "Kết thúc phiên làm việc",
              "responses": {
                "303": {"$ref": "#/components/responses/ConsoleMove"},
                "403": {"$ref": "#/components/responses/Page"},
                "429": {"$ref": "#/components/responses/PageSlowDown"}
              }
            }
          },
          "/console/{id}": {
            "parameters": [
              {
                "name": "id",
                "in": "path",
                "required": true,
                "schema": {"type": "string", "pattern": "^ep_[0-9a-f]{24}$"},
                "example": "ep_0123456789abcdef01234567"
              }
            ],
            "get": {
              "tags": ["console"],
              "summary": "One endpoint: its state, what is waiting, what was tried",
              "x-summary-vi": "Một điểm nhận: trạng thái, việc đang chờ, các lần gửi",
              "parameters": [
                {
                  "name": "before",
                  "in": "query",
                  "required": false,
                  "description": "Only attempts before this one.",
                  "x-description-vi": "Chỉ những lần gửi trước lần này.",
                  "schema": {"type": "string"}
                },
                {
                  "name": "failed",
                  "in": "query",
                  "required": false,
                  "description": "true: only attempts that failed.",
                  "x-description-vi": "true: chỉ những lần hỏng.",
                  "schema": {"type": "string"}
                },
                {"$ref": "#/components/parameters/PageLang"}
              ],
              "responses": {
                "200": {"$ref": "#/components/responses/Page"},
                "303": {"$ref": "#/components/responses/ConsoleMove"},
                "404": {"$ref": "#/components/responses/Page"},
                "429": {"$ref": "#/components/responses/PageSlowDown"}
              }
            },
            "post": {
              "tags": ["console"],
              "summary": "Do something to an endpoint from its page",
              "x-summary-vi": "Thao tác với điểm nhận từ trang của nó",
              "requestBody": {
                "required": true,
                "content": {
                  "application/x-www-form-urlencoded": {
                    "schema": {
                      "type": "object",
                      "required": ["do", "token"],
                      "properties": {
                        "do": {
                          "type": "string",
                          "enum": ["enable", "disable", "ping", "release", "again"]
                        },
                        "token": {"type": "string"},
                        "event": {"type": "string"},
                        "lang": {"type": "string"}
                      }
                    }
                  }
                }
              },
              "responses": {
                "200": {"$ref": "#/components/responses/Page"},
                "303": {"$ref": "#/components/responses/ConsoleMove"},
                "403": {"$ref": "#/components/responses/Page"},
                "404": {"$ref": "#/components/responses/Page"},
                "409": {"$ref": "#/components/responses/Page"},
                "422": {"$ref": "#/components/responses/Page"},
                "429": {"$ref": "#/components/responses/PageSlowDown"}
              }
            }
          }
        },
        "responses": {
          "ConsoleMove": {
            "description": "Another page of the console.",
            "x-description-vi": "Một trang khác của bảng theo dõi.",
            "headers": {
              "Location": {"description": "The page.", "schema": {"type": "string"}},
              "Set-Cookie": {
                "description": "The session, where it begins or ends.",
                "schema": {"type": "string"}
              }
            }
          }
        }
      }
      """#)
}
