extension OpenAPIPart {
  /// What several operations share: codes, moments, errors.
  static let common = OpenAPIPart(
    json: #"""
      {
        "schemas": {
          "Problem": {
            "type": "object",
            "description": "What went wrong (RFC 9457).",
            "x-description-vi": "Lỗi (RFC 9457).",
            "required": ["type", "title", "status"],
            "properties": {
              "type": {
                "type": "string",
                "format": "uri",
                "description": "Names the kind of trouble; stable, for programs."
              },
              "title": {"type": "string"},
              "status": {"type": "integer", "minimum": 400, "maximum": 599},
              "detail": {"type": "string", "description": "For people, in their language."},
              "instance": {"type": "string"},
              "request_id": {
                "type": "string",
                "description": "The same as X-Request-Id; tell it to the administrator."
              },
              "errors": {
                "type": "array",
                "description": "One for each value that does not fit.",
                "items": {
                  "type": "object",
                  "required": ["detail"],
                  "properties": {
                    "detail": {"type": "string"},
                    "pointer": {
                      "type": "string",
                      "description": "Where in the body: a JSON pointer as URI fragment (RFC 6901)."
                    },
                    "parameter": {
                      "type": "string",
                      "description": "Which query parameter or header."
                    }
                  }
                }
              }
            },
            "examples": [
              {
                "type": "https://hoso.vn/problems/wrong-check-digit",
                "title": "Sai số kiểm tra",
                "status": 422,
                "detail": "Số kiểm tra là 4, đúng ra 5.",
                "errors": [{"detail": "Số kiểm tra là 4, đúng ra 5.", "pointer": "#/dossier"}]
              }
            ]
          },
          "Code": {
            "type": "string",
            "minLength": 1,
            "maxLength": 128,
            "description": "A printed code of a dossier: postal item number (UPU S10), dossier \#
      number, or receipt number. Blanks round it, lower case and a scanner's prefix are put right.",
            "x-description-vi": "Mã in của hồ sơ: số hiệu bưu gửi (UPU S10), mã hồ sơ hoặc số \#
      biên nhận. Dấu cách ở hai đầu, chữ thường và tiền tố của máy quét được sửa lại.",
            "examples": ["EE123456785VN", "H26.12.19-200306-0001"]
          },
          "Agency": {
            "type": "string",
            "minLength": 3,
            "maxLength": 35,
            "pattern": "^[0-9A-Z.]+$",
            "description": "An agency's code (QĐ 20/2020/QĐ-TTg), new or old form.",
            "x-description-vi": "Mã định danh cơ quan (QĐ 20/2020/QĐ-TTg), dạng mới hoặc cũ.",
            "examples": ["H26.12.19"]
          },
          "Moment": {
            "type": "string",
            "format": "date-time",
            "description": "RFC 3339 with an offset and at most milliseconds.",
            "x-description-vi": "RFC 3339, có múi giờ, nhiều nhất đến mili giây.",
            "examples": ["2020-03-05T08:12:00+07:00"]
          },
          "Flag": {
            "type": "object",
            "description": "What looks odd about an event; it was recorded all the same.",
            "x-description-vi": "Điều khác thường của sự kiện; sự kiện vẫn được ghi.",
            "required": ["flag"],
            "properties": {
              "flag": {
                "type": "string",
                "enum": [
                  "duplicate", "in-future", "no-entry", "pickup-in-return-mode", "out-of-order",
                  "after-closing", "count-differs"
                ]
              },
              "first_id": {"type": "string", "description": "duplicate: the first one's id."},
              "first_occurred_at": {
                "type": "string",
                "format": "date-time",
                "description": "duplicate: when the first one happened."
              },
              "expected": {
                "type": "string",
                "description": "out-of-order: what should have come before."
              },
              "closed_by": {
                "type": "string",
                "description": "after-closing: what closed the dossier."
              },
              "stated": {
                "type": "integer",
                "description": "count-differs: the pieces that were stated."
              },
              "known": {
                "type": "integer",
                "description": "count-differs: the pieces that are known."
              }
            }
          }
        },
        "parameters": {
          "IdempotencyKey": {
            "name": "Idempotency-Key",
            "in": "header",
            "required": false,
            "description": "The same key with the same method, path and body gets the same answer \#
      again for 30 days.",
            "x-description-vi": "Cùng khoá với cùng phương thức, đường dẫn và nội dung thì nhận \#
      lại câu trả lời cũ trong 30 ngày.",
            "schema": {"type": "string", "pattern": "^\"[A-Za-z0-9_-]{1,64}\"$"},
            "example": "\"8e03978e-40d5-43dd-bc93-6894a57f9324\""
          },
          "Lang": {
            "name": "lang",
            "in": "query",
            "required": false,
            "description": "The language of the page; without it Accept-Language decides.",
            "x-description-vi": "Ngôn ngữ của trang; không có thì theo Accept-Language.",
            "schema": {"type": "string", "enum": ["vi", "en"]}
          }
        },
        "headers": {
          "RequestId": {
            "description": "Names the request in the server's log.",
            "schema": {"type": "string"}
          },
          "ETag": {
            "description": "The version of what was answered.",
            "schema": {"type": "string"}
          },
          "RetryAfter": {
            "description": "Seconds to wait before sending again.",
            "schema": {"type": "integer", "minimum": 0}
          },
          "WwwAuthenticate": {
            "description": "How to show who you are.",
            "schema": {"type": "string"}
          },
          "Accept": {"description": "Media types that are taken.", "schema": {"type": "string"}},
          "Link": {
            "description": "rel=\"next\": the next page, if there is one (RFC 8288).",
            "schema": {"type": "string"}
          }
        },
        "responses": {
          "Problem400": {
            "description": "The request, a parameter or the body cannot be read.",
            "x-description-vi": "Không đọc được yêu cầu, tham số hoặc nội dung.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem401": {
            "description": "No key or signature that holds.",
            "x-description-vi": "Thiếu khoá hoặc chữ ký đúng.",
            "headers": {"WWW-Authenticate": {"$ref": "#/components/headers/WwwAuthenticate"}},
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem403": {
            "description": "The key lacks the scope.",
            "x-description-vi": "Khoá không có quyền này.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem404": {
            "description": "Not there, or not for this key: both look the same.",
            "x-description-vi": "Không có, hoặc khoá không được xem: trả lời như nhau.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem406": {
            "description": "Not available in a media type that Accept names.",
            "x-description-vi": "Không có dạng nào Accept nêu.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem408": {
            "description": "The body did not arrive in time.",
            "x-description-vi": "Nội dung đến quá chậm.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem409": {
            "description": "In conflict with what is, or with the same request that is being \#
      worked on.",
            "x-description-vi": "Mâu thuẫn với hiện trạng, hoặc chính yêu cầu này đang được xử lý.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem412": {
            "description": "Somebody else changed it since; read it again.",
            "x-description-vi": "Người khác đã sửa; hãy đọc lại.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem413": {
            "description": "The body is too large.",
            "x-description-vi": "Nội dung quá lớn.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem415": {
            "description": "The body is of a type that is not taken here.",
            "x-description-vi": "Không nhận dạng nội dung này.",
            "headers": {"Accept": {"$ref": "#/components/headers/Accept"}},
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem422": {
            "description": "Well-formed and wrong: errors names each value.",
            "x-description-vi": "Đọc được nhưng sai: errors nêu từng giá trị.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem428": {
            "description": "If-Match is needed.",
            "x-description-vi": "Cần If-Match.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem429": {
            "description": "Too many requests.",
            "x-description-vi": "Quá nhiều yêu cầu.",
            "headers": {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}},
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem500": {
            "description": "A fault of the server; it was logged.",
            "x-description-vi": "Lỗi của máy chủ; đã ghi nhật ký.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem503": {
            "description": "The ledger is busy, the disk is full, or the server stops. Nothing \#
      was recorded.",
            "x-description-vi": "Sổ cái bận, đĩa đầy hoặc máy chủ đang dừng. Chưa ghi gì.",
            "headers": {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}},
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problemdefault": {
            "description": "Trouble with the transport, such as a target or headers that are too \#
      long.",
            "x-description-vi": "Lỗi ở tầng truyền, như địa chỉ hoặc phần đầu quá dài.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          }
        }
      }
      """#)
}
