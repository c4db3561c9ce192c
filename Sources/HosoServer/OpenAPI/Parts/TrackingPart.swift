extension OpenAPIPart {
  /// Pages for citizens, and links to them.
  static let tracking = OpenAPIPart(
    json: #"""
      {
        "paths": {
          "/t": {
            "get": {
              "tags": ["tracking"],
              "summary": "The form that asks for two codes of a dossier",
              "x-summary-vi": "Biểu mẫu hỏi hai mã của hồ sơ",
              "parameters": [{"$ref": "#/components/parameters/PageLang"}],
              "responses": {
                "200": {"$ref": "#/components/responses/Page"},
                "429": {"$ref": "#/components/responses/PageSlowDown"}
              }
            },
            "post": {
              "tags": ["tracking"],
              "summary": "Show two codes of a dossier",
              "x-summary-vi": "Đưa hai mã của hồ sơ",
              "description": "Leads to a signed link that is good for a week. The second code \#
      has to be a whole one of another kind. An unknown code and one that does not match are \#
      answered alike, after the same time. After ten wrong ones for a code the day of pickup is \#
      asked, too; nobody is locked out.",
              "x-description-vi": "Dẫn đến liên kết có chữ ký dùng trong một tuần. Mã thứ hai \#
      phải đủ và khác loại. Mã không có và mã không khớp được trả lời như nhau, sau cùng thời \#
      gian. Sau mười lần sai của một mã, trang hỏi thêm ngày gửi; không ai bị khoá.",
              "requestBody": {
                "required": true,
                "content": {
                  "application/x-www-form-urlencoded": {
                    "schema": {"$ref": "#/components/schemas/TrackingForm"}
                  }
                }
              },
              "responses": {
                "303": {"$ref": "#/components/responses/TrackingProved"},
                "404": {"$ref": "#/components/responses/PageLocked"},
                "429": {"$ref": "#/components/responses/PageSlowDown"}
              }
            }
          },
          "/t/{code}": {
            "parameters": [
              {
                "name": "code",
                "in": "path",
                "required": true,
                "schema": {"$ref": "#/components/schemas/Code"},
                "example": "EE123456785VN"
              }
            ],
            "get": {
              "tags": ["tracking"],
              "summary": "Where a dossier is, for whoever has a signed link",
              "x-summary-vi": "Hồ sơ đang ở đâu, cho người có liên kết có chữ ký",
              "parameters": [
                {
                  "name": "e",
                  "in": "query",
                  "required": false,
                  "description": "When the link ends, Unix seconds.",
                  "x-description-vi": "Hạn của liên kết, giây Unix.",
                  "schema": {"type": "string", "pattern": "^[0-9]{1,12}$"}
                },
                {
                  "name": "s",
                  "in": "query",
                  "required": false,
                  "description": "The link's signature.",
                  "x-description-vi": "Chữ ký của liên kết.",
                  "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{22}$"}
                },
                {"$ref": "#/components/parameters/PageLang"}
              ],
              "responses": {
                "200": {"$ref": "#/components/responses/Page"},
                "404": {"$ref": "#/components/responses/PageLocked"},
                "429": {"$ref": "#/components/responses/PageSlowDown"}
              }
            },
            "post": {
              "tags": ["tracking"],
              "summary": "Show a second code",
              "x-summary-vi": "Đưa mã thứ hai",
              "requestBody": {
                "required": true,
                "content": {
                  "application/x-www-form-urlencoded": {
                    "schema": {"$ref": "#/components/schemas/TrackingEnd"}
                  }
                }
              },
              "responses": {
                "303": {"$ref": "#/components/responses/TrackingProved"},
                "404": {"$ref": "#/components/responses/PageLocked"},
                "429": {"$ref": "#/components/responses/PageSlowDown"}
              }
            }
          },
          "/v1/dossiers/{code}/tracking-links": {
            "post": {
              "tags": ["dossiers"],
              "summary": "Make a signed tracking link",
              "x-summary-vi": "Tạo liên kết tra cứu có chữ ký",
              "description": "For a QR code on the slip: whoever has it sees the dossier's page \#
      until it ends.",
              "x-description-vi": "Dùng cho mã QR trên phiếu gửi: ai có thì xem được trang của \#
      hồ sơ cho đến hạn.",
              "parameters": [
                {
                  "name": "code",
                  "in": "path",
                  "required": true,
                  "schema": {"$ref": "#/components/schemas/Code"},
                  "example": "EE123456785VN"
                }
              ],
              "requestBody": {
                "required": false,
                "content": {
                  "application/json": {
                    "schema": {"$ref": "#/components/schemas/TrackingLinkWish"}
                  }
                }
              },
              "responses": {
                "201": {
                  "description": "The link.",
                  "x-description-vi": "Liên kết.",
                  "headers": {
                    "Location": {"description": "The link itself.", "schema": {"type": "string"}}
                  },
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/TrackingLink"}}
                  }
                },
                "404": {"$ref": "#/components/responses/Problem404"},
                "422": {"$ref": "#/components/responses/Problem422"}
              }
            }
          }
        },
        "schemas": {
          "TrackingForm": {
            "type": "object",
            "required": ["code", "end"],
            "properties": {
              "code": {"$ref": "#/components/schemas/Code"},
              "end": {
                "type": "string",
                "minLength": 4,
                "maxLength": 128,
                "description": "Another code of the dossier, of another kind; blanks, points \#
      and hyphens may be left out.",
                "x-description-vi": "Một mã khác loại của cùng hồ sơ; có thể bỏ khoảng trắng, \#
      dấu chấm, gạch nối."
              },
              "day": {"$ref": "#/components/schemas/TrackingDay"},
              "lang": {"type": "string"}
            }
          },
          "TrackingEnd": {
            "type": "object",
            "required": ["end"],
            "properties": {
              "end": {"type": "string", "minLength": 4, "maxLength": 128},
              "day": {"$ref": "#/components/schemas/TrackingDay"},
              "lang": {"type": "string"}
            }
          },
          "TrackingDay": {
            "type": "string",
            "maxLength": 32,
            "description": "The day of pickup, where it is asked for.",
            "x-description-vi": "Ngày gửi hồ sơ, khi được hỏi."
          },
          "TrackingLinkWish": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "days": {
                "type": ["integer", "null"],
                "minimum": 1,
                "maximum": 366,
                "default": 90,
                "description": "How long the link is good.",
                "x-description-vi": "Số ngày liên kết còn dùng được."
              }
            },
            "examples": [{"days": 30}]
          },
          "TrackingLink": {
            "type": "object",
            "required": ["url", "expires_at"],
            "properties": {
              "url": {"type": "string", "format": "uri"},
              "expires_at": {"type": "string", "format": "date-time"}
            }
          }
        },
        "responses": {
          "Page": {
            "description": "A page.",
            "x-description-vi": "Một trang.",
            "content": {"text/html": {"schema": {"type": "string"}}}
          },
          "PageLocked": {
            "description": "The form again, with what was wrong.",
            "x-description-vi": "Lại là biểu mẫu, kèm điều chưa đúng.",
            "content": {"text/html": {"schema": {"type": "string"}}}
          },
          "PageSlowDown": {
            "description": "Too many looks from one address.",
            "x-description-vi": "Một địa chỉ xem quá nhiều lần.",
            "headers": {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}},
            "content": {
              "text/html": {"schema": {"type": "string"}},
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "TrackingProved": {
            "description": "A signed link of the dossier.",
            "x-description-vi": "Liên kết có chữ ký của hồ sơ.",
            "headers": {"Location": {"description": "The link.", "schema": {"type": "string"}}}
          }
        },
        "parameters": {
          "PageLang": {
            "name": "lang",
            "in": "query",
            "required": false,
            "description": "vi or en; without it, and for anything else, Accept-Language decides.",
            "x-description-vi": "vi hoặc en; không có hoặc giá trị khác thì theo Accept-Language.",
            "schema": {"type": "string"},
            "example": "vi"
          }
        }
      }
      """#)
}
