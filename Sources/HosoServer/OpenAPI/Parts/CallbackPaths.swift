extension OpenAPIPart {
  /// What agencies tell the post.
  static let callbacksPaths = OpenAPIPart(
    json: #"""
      {
        "paths": {
          "/v1/callbacks": {
            "post": {
              "tags": ["callbacks"],
              "summary": "Tell what the agency did",
              "x-summary-vi": "Báo việc cơ quan đã làm",
              "description": "One CloudEvent (structured or binary mode), a batch of up to \#
      1,000, or one event in the interchange format. Recorded at once and never refused for \#
      what it says: what contradicts the dossier's state, comes late, or names a dossier number \#
      of the agency that the post has not scanned yet, is recorded and flagged. The same id and \#
      source with the same content is answered as duplicate; with other content it is set aside \#
      and said. A dossier of another agency and an unknown code are both answered 404. A signed \#
      message is taken once: to send an event again, sign it anew.",
              "x-description-vi": "Một CloudEvent (dạng structured hoặc binary), một lô tối đa \#
      1.000, hoặc một sự kiện theo dạng trao đổi. Được ghi ngay và không bao giờ bị từ chối vì \#
      nội dung: điều trái với trạng thái hồ sơ, đến muộn, hoặc nêu mã hồ sơ của cơ quan mà bưu \#
      điện chưa quét, vẫn được ghi và đánh dấu. Cùng id, source và nội dung thì trả lời \#
      duplicate; khác nội dung thì để riêng và báo set_aside. Hồ sơ của cơ quan khác và mã \#
      không có đều trả lời 404. Mỗi thông điệp đã ký chỉ nhận một lần: gửi lại sự kiện thì ký lại.",
              "parameters": [{"$ref": "#/components/parameters/CallbackAgency"}],
              "requestBody": {
                "required": true,
                "content": {
                  "application/cloudevents+json": {
                    "schema": {"$ref": "#/components/schemas/CallbackEvent"},
                    "examples": {
                      "accepted": {"$ref": "#/components/examples/Accepted"},
                      "ready": {"$ref": "#/components/examples/Ready"}
                    }
                  },
                  "application/cloudevents-batch+json": {
                    "schema": {
                      "type": "array",
                      "maxItems": 1000,
                      "items": {"$ref": "#/components/schemas/CallbackEvent"}
                    },
                    "examples": {"two": {"$ref": "#/components/examples/Batch"}}
                  },
                  "application/json": {
                    "schema": {"$ref": "#/components/schemas/CallbackLine"},
                    "examples": {"changed": {"$ref": "#/components/examples/Changed"}}
                  }
                }
              },
              "responses": {
                "200": {
                  "description": "All of it is in the ledger. Content-Location tells where to \#
      ask again.",
                  "x-description-vi": "Tất cả đã vào sổ. Content-Location cho biết nơi hỏi lại.",
                  "headers": {
                    "Content-Location": {
                      "description": "Where what became of the event can be asked for.",
                      "schema": {"type": "string"}
                    }
                  },
                  "content": {
                    "application/json": {
                      "schema": {
                        "oneOf": [
                          {"$ref": "#/components/schemas/CallbackResult"},
                          {"$ref": "#/components/schemas/CallbackResults"}
                        ]
                      }
                    }
                  },
                  "links": {
                    "result": {
                      "operationId": "getCallback",
                      "parameters": {
                        "id": "$response.body#/id",
                        "source": "$response.body#/source",
                        "agency": "$request.query.agency"
                      },
                      "description": "What became of the event."
                    }
                  }
                },
                "207": {
                  "description": "A batch of which some events are in the ledger and some were \#
      refused: see each outcome.",
                  "x-description-vi": "Một lô có sự kiện đã vào sổ và có sự kiện bị từ chối: \#
      xem từng outcome.",
                  "content": {
                    "application/json": {
                      "schema": {"$ref": "#/components/schemas/CallbackResults"}
                    }
                  }
                },
                "404": {"$ref": "#/components/responses/Problem404"},
                "422": {"$ref": "#/components/responses/Problem422"}
              }
            }
          },
          "/v1/callbacks/{id}": {
            "get": {
              "tags": ["callbacks"],
              "summary": "What became of a callback",
              "x-summary-vi": "Kết quả của một callback",
              "description": "Asked by the id and source that the sender gave.",
              "x-description-vi": "Hỏi bằng id và source mà bên gửi đã đặt.",
              "parameters": [
                {
                  "name": "id",
                  "in": "path",
                  "required": true,
                  "description": "The event's id, as it was sent.",
                  "x-description-vi": "id của sự kiện, như đã gửi.",
                  "schema": {"type": "string", "minLength": 1, "maxLength": 2048},
                  "example": "tn-2020-000187"
                },
                {
                  "name": "source",
                  "in": "query",
                  "required": false,
                  "description": "The event's source, as it was sent; left out if the event had \#
      none.",
                  "x-description-vi": "source của sự kiện, như đã gửi; bỏ nếu sự kiện không có.",
                  "schema": {"type": "string", "minLength": 1, "maxLength": 2048},
                  "example": "https://motcua.h26/dvc"
                },
                {"$ref": "#/components/parameters/CallbackAgency"}
              ],
              "responses": {
                "200": {
                  "description": "It is in the ledger.",
                  "x-description-vi": "Đã vào sổ.",
                  "content": {
                    "application/json": {
                      "schema": {"$ref": "#/components/schemas/CallbackState"}
                    }
                  }
                },
                "404": {"$ref": "#/components/responses/Problem404"}
              }
            }
          }
        },
        "parameters": {
          "CallbackAgency": {
            "name": "agency",
            "in": "query",
            "required": false,
            "description": "Whose callbacks these are. Needed with Standard Webhooks signatures \#
      and with keys that reach everything; else the key's own agency, or one below it.",
            "x-description-vi": "Callback của cơ quan nào. Bắt buộc khi ký kiểu Standard \#
      Webhooks và với khoá có phạm vi tất cả; nếu không thì là cơ quan của khoá, hoặc cấp dưới.",
            "schema": {"$ref": "#/components/schemas/Agency"},
            "example": "H26"
          }
        }
      }
      """#)
}
