extension OpenAPIPart {
  /// Where events are pushed to.
  static let endpointsPaths = OpenAPIPart(
    json: #"""
      {
        "paths": {
          "/v1/endpoints": {
            "get": {
              "tags": ["endpoints"],
              "summary": "Endpoints within the key's reach",
              "x-summary-vi": "Các endpoint trong phạm vi của khoá",
              "responses": {
                "200": {
                  "description": "All of them.",
                  "x-description-vi": "Tất cả.",
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["endpoints"],
                        "properties": {
                          "endpoints": {
                            "type": "array",
                            "items": {"$ref": "#/components/schemas/Endpoint"}
                          }
                        }
                      }
                    }
                  }
                }
              }
            },
            "post": {
              "tags": ["endpoints"],
              "summary": "Have events pushed to an address",
              "x-summary-vi": "Đăng ký nơi nhận sự kiện",
              "description": "The secret is shown in this answer only. An address outside the \#
      public internet is refused. Unless asks_consent is false, the receiver is asked by \#
      OPTIONS (CloudEvents webhook 1.0) before anything is sent.",
              "x-description-vi": "Bí mật chỉ hiện trong câu trả lời này. Địa chỉ không thuộc \#
      Internet công cộng bị từ chối. Trừ khi asks_consent là false, bên nhận được hỏi bằng \#
      OPTIONS trước khi gửi.",
              "requestBody": {
                "required": true,
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/EndpointWish"}}
                }
              },
              "responses": {
                "201": {
                  "description": "Made.",
                  "x-description-vi": "Đã tạo.",
                  "headers": {
                    "ETag": {"$ref": "#/components/headers/ETag"},
                    "Location": {"description": "The endpoint.", "schema": {"type": "string"}}
                  },
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/EndpointMade"}}
                  },
                  "links": {
                    "read": {
                      "operationId": "getEndpoint",
                      "parameters": {"id": "$response.body#/endpoint/id"},
                      "description": "Reads it."
                    },
                    "enable": {
                      "operationId": "enableEndpoint",
                      "parameters": {"id": "$response.body#/endpoint/id"},
                      "requestBody": {},
                      "description": "Switches it on."
                    },
                    "disable": {
                      "operationId": "disableEndpoint",
                      "parameters": {"id": "$response.body#/endpoint/id"},
                      "requestBody": {},
                      "description": "Switches it off."
                    },
                    "rotate": {
                      "operationId": "rotateEndpoint",
                      "parameters": {"id": "$response.body#/endpoint/id"},
                      "requestBody": {},
                      "description": "Replaces its keys."
                    },
                    "attempts": {
                      "operationId": "listAttempts",
                      "parameters": {"id": "$response.body#/endpoint/id"},
                      "description": "What was tried."
                    },
                    "deliveries": {
                      "operationId": "listDeliveries",
                      "parameters": {"id": "$response.body#/endpoint/id"},
                      "description": "What is still to be delivered."
                    },
                    "change": {
                      "operationId": "changeEndpoint",
                      "parameters": {
                        "id": "$response.body#/endpoint/id",
                        "If-Match": "$response.header.ETag"
                      },
                      "requestBody": {"payload": "thin"},
                      "description": "Changes it."
                    },
                    "remove": {
                      "operationId": "removeEndpoint",
                      "parameters": {
                        "id": "$response.body#/endpoint/id",
                        "If-Match": "$response.header.ETag"
                      },
                      "description": "Removes it."
                    }
                  }
                },
                "409": {"$ref": "#/components/responses/Problem409"},
                "422": {"$ref": "#/components/responses/Problem422"}
              }
            }
          },
          "/v1/endpoints/{id}": {
            "parameters": [{"$ref": "#/components/parameters/EndpointID"}],
            "get": {
              "tags": ["endpoints"],
              "summary": "One endpoint, with its progress",
              "x-summary-vi": "Một endpoint và tiến độ",
              "responses": {
                "200": {
                  "description": "The endpoint.",
                  "x-description-vi": "Endpoint.",
                  "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Endpoint"}}
                  }
                },
                "304": {"$ref": "#/components/responses/NotModified"},
                "404": {"$ref": "#/components/responses/Problem404"}
              }
            },
            "patch": {
              "tags": ["endpoints"],
              "summary": "Change an endpoint",
              "x-summary-vi": "Sửa endpoint",
              "description": "Members that are left out stay as they are; kind, portal and from \#
      cannot be changed.",
              "x-description-vi": "Trường không nêu giữ nguyên; kind, portal và from không đổi \#
      được.",
              "parameters": [{"$ref": "#/components/parameters/IfMatchNeeded"}],
              "requestBody": {
                "required": true,
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/EndpointChange"}}
                }
              },
              "responses": {
                "200": {"$ref": "#/components/responses/EndpointAnswer"},
                "404": {"$ref": "#/components/responses/Problem404"},
                "409": {"$ref": "#/components/responses/Problem409"},
                "412": {"$ref": "#/components/responses/Problem412"},
                "422": {"$ref": "#/components/responses/Problem422"},
                "428": {"$ref": "#/components/responses/Problem428"}
              }
            },
            "delete": {
              "tags": ["endpoints"],
              "summary": "Remove an endpoint",
              "x-summary-vi": "Xoá endpoint",
              "description": "It is archived: nothing is sent to it any more, and it can still be \#
      read with its attempts, in the state archived.",
              "x-description-vi": "Được lưu trữ: không gửi nữa, nhưng vẫn đọc được cùng nhật ký \#
      các lần gửi, ở trạng thái archived.",
              "parameters": [{"$ref": "#/components/parameters/IfMatchNeeded"}],
              "responses": {
                "204": {"description": "Archived.", "x-description-vi": "Đã lưu trữ."},
                "404": {"$ref": "#/components/responses/Problem404"},
                "409": {"$ref": "#/components/responses/Problem409"},
                "412": {"$ref": "#/components/responses/Problem412"},
                "428": {"$ref": "#/components/responses/Problem428"}
              }
            }
          }
        },
        "parameters": {
          "EndpointID": {
            "name": "id",
            "in": "path",
            "required": true,
            "description": "The endpoint's id.",
            "x-description-vi": "Mã endpoint.",
            "schema": {"type": "string", "pattern": "^ep_[0-9a-f]{24}$"},
            "example": "ep_0123456789abcdef01234567"
          }
        },
        "responses": {
          "EndpointAnswer": {
            "description": "The endpoint.",
            "x-description-vi": "Endpoint.",
            "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
            "content": {
              "application/json": {"schema": {"$ref": "#/components/schemas/Endpoint"}}
            }
          }
        }
      }
      """#)
}
