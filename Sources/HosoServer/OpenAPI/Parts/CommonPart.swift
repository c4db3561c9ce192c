extension OpenAPIPart {
  /// What several operations share: codes, moments, flags.
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
                "detail": "Mã đọc sai (số kiểm tra không khớp).",
                "errors": [
                  {"detail": "Mã đọc sai (số kiểm tra không khớp).", "pointer": "#/dossier"}
                ]
              }
            ]
          },
          "Code": {
            "type": "string",
            "minLength": 1,
            "maxLength": 128,
            "description": "A printed code of a dossier: postal item number (UPU S10), dossier \#
      number, or receipt number. Blanks round it, lower case and a scanner's prefix are put right.",
            "x-description-vi": "Mã in của hồ sơ: mã bưu gửi (UPU S10), mã hồ sơ hoặc số \#
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
                  "after-closing", "count-differs", "misread-code", "due-date-far-off"
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
              },
              "due_date": {
                "type": "string",
                "format": "date",
                "description": "due-date-far-off: the date, of which the year must be wrong."
              }
            }
          },
          "ProvinceCode": {
            "type": "string",
            "pattern": "^(0[1-9]|[1-9][0-9])$",
            "description": "GSO's code of a province.",
            "x-description-vi": "Mã tỉnh, Tổng cục Thống kê.",
            "examples": ["01"]
          },
          "CommuneCode": {
            "type": "string",
            "pattern": "^([0-9]{4}[1-9]|[0-9]{3}[1-9]0|[0-9]{2}[1-9]00|[0-9][1-9]000|[1-9]0000)$",
            "description": "GSO's code of a commune.",
            "x-description-vi": "Mã xã, Tổng cục Thống kê.",
            "examples": ["00004"]
          },
          "OfficeCode": {
            "type": "string",
            "pattern": \#
      "^([0-9]{5}[1-9]|[0-9]{4}[1-9]0|[0-9]{3}[1-9]00|[0-9]{2}[1-9]000|[0-9][1-9]0000|[1-9]00000)$",
            "description": "VNPost's code of a post office.",
            "x-description-vi": "Mã bưu cục.",
            "examples": ["100000"]
          }
        },
        "parameters": {
          "IdempotencyKey": {
            "name": "Idempotency-Key",
            "in": "header",
            "required": false,
            "description": "The same key with the same method, path and body gets the same \#
      answer again for 30 days.",
            "x-description-vi": "Cùng khoá với cùng phương thức, đường dẫn và nội dung thì nhận \#
      lại câu trả lời cũ trong 30 ngày.",
            "schema": {
              "type": "string",
              "pattern": "^(\"[!#-\\[\\]-~]{1,64}\"|[!#-\\[\\]-~]{1,64})$"
            }
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
        }
      }
      """#)
}
