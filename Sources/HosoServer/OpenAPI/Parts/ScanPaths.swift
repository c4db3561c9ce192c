extension OpenAPIPart {
  /// Scans and their corrections.
  static let scansPaths = OpenAPIPart(
    json: #"""
      {
        "paths": {
          "/v1/scans": {
            "post": {
              "tags": ["scans"],
              "summary": "Record scans",
              "x-summary-vi": "Ghi lần quét",
              "description": "One scan of this ledger's own desk (a JSON object without id, \#
      source and sequence), one event of another system (with them), or a batch of those as \#
      NDJSON or CSV. A well-formed scan is always recorded; what looks impossible is flagged. \#
      What the same desk says again within 3 seconds, unchanged but for its time, is the \#
      scanner's stutter and is answered as known. A batch is recorded line by line, and sent \#
      again it records nothing new; lines that were not taken are listed.",
              "x-description-vi": "Một lần quét tại bưu cục của sổ này (đối tượng JSON không có \#
      id, source, sequence), một sự kiện của hệ thống khác (có các trường ấy), hoặc một lô dạng \#
      NDJSON hay CSV. Lần quét đúng dạng luôn được ghi; điều vô lý được đánh dấu. Giống hệt \#
      lần trước của cùng quầy trong 3 giây là quét lặp, trả lời known. Lô được ghi từng dòng, gửi \#
      lại không ghi thêm; dòng không nhận được liệt kê.",
              "parameters": [
                {
                  "name": "source",
                  "in": "query",
                  "required": false,
                  "description": "Batches: the source of lines that name none; else the key's id.",
                  "x-description-vi": "Lô: source của dòng không nêu; mặc định là mã khoá.",
                  "schema": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 128,
                    "pattern": "^[!#-\\[\\]-~]+$"
                  }
                },
                {
                  "name": "results",
                  "in": "query",
                  "required": false,
                  "description": "Batches: every line, or only those that were rejected.",
                  "x-description-vi": "Lô: kê mọi dòng, hay chỉ dòng bị từ chối.",
                  "schema": {
                    "type": "string",
                    "enum": ["all", "rejected"],
                    "default": "rejected"
                  }
                }
              ],
              "requestBody": {
                "required": true,
                "content": {
                  "application/json": {
                    "schema": {"$ref": "#/components/schemas/Scan"},
                    "examples": {
                      "pickup": {"$ref": "#/components/examples/Pickup"},
                      "foreign": {"$ref": "#/components/examples/ForeignEvent"}
                    }
                  },
                  "application/x-ndjson": {
                    "schema": {"type": "string"},
                    "example": \#
      "{\"id\":\"a1\",\"type\":\"dossier.picked_up\",\"dossier\":\"EE123456785VN\",\"occurred_a\#
      t\":\"2020-03-05T08:12:00+07:00\",\"office\":\"100000\"}\n"
                  },
                  "text/csv": {
                    "schema": {"type": "string"},
                    "example": \#
      "id,type,dossier,occurred_at,office\na1,dossier.picked_up,EE123456785VN,2020-03-05T08:12:\#
      00+07:00,100000\n"
                  }
                }
              },
              "responses": {
                "200": {
                  "description": "Known already, set aside, or the report of a batch.",
                  "x-description-vi": "Đã có, để riêng, hoặc báo cáo của một lô.",
                  "headers": {"Location": {"$ref": "#/components/headers/EventLocation"}},
                  "content": {
                    "application/json": {
                      "schema": {
                        "anyOf": [
                          {"$ref": "#/components/schemas/Recorded"},
                          {"$ref": "#/components/schemas/BatchReport"}
                        ]
                      }
                    }
                  }
                },
                "201": {
                  "description": "Recorded.",
                  "x-description-vi": "Đã ghi.",
                  "headers": {"Location": {"$ref": "#/components/headers/EventLocation"}},
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Recorded"}}
                  },
                  "links": {
                    "event": {
                      "operationId": "getEvent",
                      "parameters": {"id": "$response.body#/webhook_id"},
                      "description": "The event in the feed."
                    },
                    "timeline": {
                      "operationId": "getDossier",
                      "parameters": {"code": "$response.body#/dossier"},
                      "description": "The dossier's timeline."
                    },
                    "void": {
                      "operationId": "voidEvent",
                      "parameters": {"id": "$response.body#/id"},
                      "description": "Voids it."
                    },
                    "amend": {
                      "operationId": "amendEvent",
                      "parameters": {"id": "$response.body#/id"},
                      "description": "Amends it."
                    },
                    "link": {
                      "operationId": "postTrackingLink",
                      "parameters": {"code": "$response.body#/dossier"},
                      "requestBody": {"days": 30},
                      "description": "A tracking link for the slip."
                    }
                  }
                },
                "422": {"$ref": "#/components/responses/Problem422"}
              }
            }
          },
          "/v1/events/{id}/void": {
            "parameters": [{"$ref": "#/components/parameters/OwnEventID"}],
            "post": {
              "tags": ["scans"],
              "summary": "Say that an event did not happen",
              "x-summary-vi": "Huỷ một sự kiện",
              "description": "Only events of this ledger's own desk. Nothing is deleted: the \#
      void is an event, and may be voided itself.",
              "x-description-vi": "Chỉ sự kiện của bàn quét của sổ này. Không xoá gì: huỷ cũng \#
      là một sự kiện, và có thể bị huỷ.",
              "requestBody": {
                "required": false,
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/Correction"}}
                }
              },
              "responses": {
                "200": {
                  "description": "Voided already: the void that did it.",
                  "x-description-vi": "Đã huỷ rồi: lần huỷ trước.",
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Recorded"}}
                  }
                },
                "201": {"$ref": "#/components/responses/Corrected"},
                "404": {"$ref": "#/components/responses/Problem404"},
                "422": {"$ref": "#/components/responses/Problem422"}
              }
            }
          },
          "/v1/events/{id}/amend": {
            "parameters": [{"$ref": "#/components/parameters/OwnEventID"}],
            "post": {
              "tags": ["scans"],
              "summary": "Say that an event happened otherwise",
              "x-summary-vi": "Đính chính một sự kiện",
              "description": "Replaces what set names, in figures and timelines; the event \#
      itself stays as it was.",
              "x-description-vi": "Thay điều set nêu, trong số liệu và quá trình; sự kiện gốc \#
      giữ nguyên.",
              "requestBody": {
                "required": true,
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/AmendmentWish"}}
                }
              },
              "responses": {
                "201": {"$ref": "#/components/responses/Corrected"},
                "404": {"$ref": "#/components/responses/Problem404"},
                "422": {"$ref": "#/components/responses/Problem422"}
              }
            }
          }
        },
        "parameters": {
          "OwnEventID": {
            "name": "id",
            "in": "path",
            "required": true,
            "description": "The event's id, as the scan was answered with.",
            "x-description-vi": "Mã sự kiện trong câu trả lời của lần quét.",
            "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"},
            "example": "100000-0-1"
          }
        },
        "headers": {
          "EventLocation": {
            "description": "Where the event can be fetched.",
            "schema": {"type": "string"}
          }
        },
        "responses": {
          "Corrected": {
            "description": "Recorded.",
            "x-description-vi": "Đã ghi.",
            "headers": {"Location": {"$ref": "#/components/headers/EventLocation"}},
            "content": {
              "application/json": {"schema": {"$ref": "#/components/schemas/Recorded"}}
            }
          }
        }
      }
      """#)
}
