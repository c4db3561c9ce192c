extension OpenAPIPart {
  /// How agencies write it.
  static let callbacksSchemas = OpenAPIPart(
    json: #"""
      {
        "schemas": {
          "CallbackType": {
            "type": "string",
            "enum": [
              "dossier.accepted", "dossier.refused", "supplement.requested", "due.changed",
              "result.ready", "dossier.withdrawn"
            ]
          },
          "CallbackData": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "due_date": {
                "type": ["string", "null"],
                "format": "date",
                "description": "The appointment: dossier.accepted, due.changed.",
                "x-description-vi": "Ngày hẹn trả: dossier.accepted, due.changed."
              },
              "reason": {
                "type": ["string", "null"],
                "maxLength": 500,
                "pattern": "^[^\\x00-\\x1f\\x7f-\\x9f]*$",
                "description": "Free text without personal data, at most 2,000 bytes.",
                "x-description-vi": "Lời văn, không có dữ liệu cá nhân, tối đa 2.000 byte."
              },
              "aliases": {
                "type": ["array", "null"],
                "maxItems": 16,
                "items": {"$ref": "#/components/schemas/Code"},
                "description": "Further codes of the dossier, such as the agency's own number.",
                "x-description-vi": "Mã khác của hồ sơ, như mã hồ sơ của cơ quan."
              },
              "service": {
                "type": ["string", "null"],
                "description": "The procedure's code.",
                "x-description-vi": "Mã thủ tục hành chính.",
                "examples": ["1.001612"]
              },
              "agency": {"anyOf": [{"$ref": "#/components/schemas/Agency"}, {"type": "null"}]},
              "province": {
                "anyOf": [{"$ref": "#/components/schemas/ProvinceCode"}, {"type": "null"}]
              },
              "commune": {
                "anyOf": [{"$ref": "#/components/schemas/CommuneCode"}, {"type": "null"}]
              },
              "channel": {
                "type": ["string", "null"],
                "enum": ["counter", "home", "online", null]
              },
              "dossier": {"anyOf": [{"$ref": "#/components/schemas/Code"}, {"type": "null"}]},
              "occurred_at": {
                "anyOf": [{"$ref": "#/components/schemas/Moment"}, {"type": "null"}]
              }
            }
          },
          "CallbackEvent": {
            "type": "object",
            "description": "A CloudEvent 1.0. Attributes that are not named here are taken and \#
      mean nothing.",
            "x-description-vi": "CloudEvent 1.0. Thuộc tính không nêu ở đây vẫn nhận và không \#
      có nghĩa gì.",
            "required": ["specversion", "id", "source", "type", "subject", "time"],
            "properties": {
              "specversion": {"const": "1.0"},
              "id": {
                "type": "string",
                "minLength": 1,
                "maxLength": 500,
                "pattern": "^[^\\x00-\\x1f\\x7f-\\x9f]+$",
                "description": "The sender's; the same when the event is sent again.",
                "x-description-vi": "Do bên gửi đặt; gửi lại sự kiện thì giữ nguyên."
              },
              "source": {
                "type": "string",
                "minLength": 1,
                "maxLength": 500,
                "pattern": "^[^\\x00-\\x1f\\x7f-\\x9f]+$",
                "format": "uri-reference",
                "description": "The sender's system.",
                "x-description-vi": "Hệ thống gửi."
              },
              "type": {"$ref": "#/components/schemas/CallbackType"},
              "subject": {"$ref": "#/components/schemas/Code"},
              "time": {"$ref": "#/components/schemas/Moment"},
              "sequence": {
                "type": ["string", "null"],
                "pattern": "^0*[1-9][0-9]{0,14}$",
                "description": "Counts the events of the source from 1.",
                "x-description-vi": "Số thứ tự sự kiện của source, từ 1."
              },
              "datacontenttype": {"enum": ["application/json", null]},
              "data": {
                "anyOf": [{"$ref": "#/components/schemas/CallbackData"}, {"type": "null"}]
              },
              "data_base64": {
                "type": "null",
                "description": "Data is JSON here.",
                "x-description-vi": "Dữ liệu ở đây là JSON."
              }
            },
            "patternProperties": {"^[a-z0-9]+$": {}},
            "additionalProperties": false
          },
          "CallbackLine": {
            "type": "object",
            "description": "An event in the interchange format, as far as agencies may tell it.",
            "x-description-vi": "Sự kiện theo dạng trao đổi, trong phần cơ quan được báo.",
            "required": ["id", "type", "dossier", "occurred_at"],
            "additionalProperties": false,
            "properties": {
              "id": {
                "type": "string",
                "minLength": 1,
                "maxLength": 500,
                "pattern": "^[^\\x00-\\x1f\\x7f-\\x9f]+$"
              },
              "source": {
                "type": ["string", "null"],
                "minLength": 1,
                "maxLength": 500,
                "pattern": "^[^\\x00-\\x1f\\x7f-\\x9f]+$"
              },
              "type": {"$ref": "#/components/schemas/CallbackType"},
              "dossier": {"$ref": "#/components/schemas/Code"},
              "occurred_at": {"$ref": "#/components/schemas/Moment"},
              "sequence": {
                "type": ["integer", "null"],
                "minimum": 1,
                "maximum": 9007199254740992
              },
              "due_date": {"type": ["string", "null"], "format": "date"},
              "reason": {
                "type": ["string", "null"],
                "maxLength": 500,
                "pattern": "^[^\\x00-\\x1f\\x7f-\\x9f]*$"
              },
              "aliases": {
                "type": ["array", "null"],
                "maxItems": 16,
                "items": {"$ref": "#/components/schemas/Code"}
              },
              "service": {"type": ["string", "null"]},
              "agency": {"anyOf": [{"$ref": "#/components/schemas/Agency"}, {"type": "null"}]},
              "province": {
                "anyOf": [{"$ref": "#/components/schemas/ProvinceCode"}, {"type": "null"}]
              },
              "commune": {
                "anyOf": [{"$ref": "#/components/schemas/CommuneCode"}, {"type": "null"}]
              },
              "channel": {
                "type": ["string", "null"],
                "enum": ["counter", "home", "online", null]
              }
            }
          },
          "CallbackResult": {
            "type": "object",
            "required": ["outcome", "id"],
            "properties": {
              "outcome": {
                "type": "string",
                "enum": ["recorded", "flagged", "duplicate", "set_aside", "refused"],
                "description": "recorded: new. flagged: new, and odd. duplicate: known already. \#
      set_aside: other content under a known id or sequence, kept and listed. refused: see \#
      problem.",
                "x-description-vi": "recorded: mới. flagged: mới, có điều khác thường. \#
      duplicate: đã có. set_aside: nội dung khác dưới id hoặc sequence đã có, được để riêng. \#
      refused: xem problem."
              },
              "id": {"type": ["string", "null"]},
              "source": {"type": ["string", "null"]},
              "webhook_id": {
                "type": "string",
                "description": "The event's id in the feed and in webhooks."
              },
              "type": {"$ref": "#/components/schemas/CallbackType"},
              "dossier": {"type": "string"},
              "position": {"type": "integer", "minimum": 1},
              "occurred_at": {"type": "string", "format": "date-time"},
              "recorded_at": {"type": "string", "format": "date-time"},
              "flags": {"type": "array", "items": {"$ref": "#/components/schemas/Flag"}},
              "problem": {"$ref": "#/components/schemas/Problem"}
            }
          },
          "CallbackResults": {
            "type": "object",
            "required": ["results"],
            "properties": {
              "results": {
                "type": "array",
                "description": "One for each event, in their order.",
                "items": {"$ref": "#/components/schemas/CallbackResult"}
              }
            }
          },
          "CallbackState": {
            "allOf": [
              {"$ref": "#/components/schemas/CallbackResult"},
              {
                "type": "object",
                "required": ["is_effective", "set_aside"],
                "properties": {
                  "is_effective": {
                    "type": "boolean",
                    "description": "Whether no correction says that it did not happen."
                  },
                  "set_aside": {
                    "type": "array",
                    "description": "Other content that came under the same id.",
                    "items": {
                      "type": "object",
                      "required": ["seen_at"],
                      "properties": {"seen_at": {"type": "string", "format": "date-time"}}
                    }
                  }
                }
              }
            ]
          }
        },
        "examples": {
          "Accepted": {
            "summary": "Accepted, appointment given",
            "x-summary-vi": "Tiếp nhận, hẹn trả",
            "value": {
              "specversion": "1.0",
              "id": "tn-2020-000187",
              "source": "https://motcua.h26/dvc",
              "type": "dossier.accepted",
              "subject": "H26.12.19-200306-0001",
              "time": "2020-03-06T10:05:00+07:00",
              "data": {"due_date": "2020-03-12", "service": "1.001612"}
            }
          },
          "Ready": {
            "summary": "Result ready",
            "x-summary-vi": "Đã có kết quả",
            "value": {
              "specversion": "1.0",
              "id": "kq-2020-000187",
              "source": "https://motcua.h26/dvc",
              "type": "result.ready",
              "subject": "H26.12.19-200306-0001",
              "time": "2020-03-11T15:30:00+07:00"
            }
          },
          "Batch": {
            "summary": "Two events",
            "x-summary-vi": "Hai sự kiện",
            "value": [
              {
                "specversion": "1.0",
                "id": "bs-2020-000031",
                "source": "https://motcua.h26/dvc",
                "type": "supplement.requested",
                "subject": "H26.12.19-200306-0002",
                "time": "2020-03-09T09:00:00+07:00",
                "data": {"reason": "Thiếu bản sao giấy khai sinh"}
              },
              {
                "specversion": "1.0",
                "id": "rt-2020-000004",
                "source": "https://motcua.h26/dvc",
                "type": "dossier.withdrawn",
                "subject": "H26.12.19-200306-0003",
                "time": "2020-03-09T09:05:00+07:00"
              }
            ]
          },
          "Changed": {
            "summary": "New appointment",
            "x-summary-vi": "Hẹn lại",
            "value": {
              "id": "hl-2020-000009",
              "type": "due.changed",
              "dossier": "H26.12.19-200306-0001",
              "occurred_at": "2020-03-11T08:00:00+07:00",
              "due_date": "2020-03-20",
              "reason": "Chờ ý kiến của cơ quan khác"
            }
          }
        }
      }
      """#)
}
