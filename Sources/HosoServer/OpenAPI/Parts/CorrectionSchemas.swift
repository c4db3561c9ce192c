extension OpenAPIPart {
  /// What corrects an event.
  static let correctionSchemas = OpenAPIPart(
    json: #"""
      {
        "schemas": {
          "AmendmentSet": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "occurred_at": {
                "anyOf": [{"$ref": "#/components/schemas/Moment"}, {"type": "null"}]
              },
              "office": {
                "anyOf": [{"$ref": "#/components/schemas/OfficeCode"}, {"type": "null"}]
              },
              "province": {
                "anyOf": [{"$ref": "#/components/schemas/ProvinceCode"}, {"type": "null"}]
              },
              "commune": {
                "anyOf": [{"$ref": "#/components/schemas/CommuneCode"}, {"type": "null"}]
              },
              "actor": {"type": ["string", "null"], "pattern": "^[A-Za-z0-9._-]{1,32}$"},
              "service": {"type": ["string", "null"]},
              "agency": {"anyOf": [{"$ref": "#/components/schemas/Agency"}, {"type": "null"}]},
              "channel": {
                "type": ["string", "null"],
                "enum": ["counter", "home", "online", null]
              },
              "due_date": {"type": ["string", "null"], "format": "date"},
              "amount": {"type": ["integer", "null"], "minimum": 0, "maximum": 1000000000000000},
              "parent": {
                "anyOf": [{"$ref": "#/components/schemas/ContainerCode"}, {"type": "null"}]
              },
              "destination": {
                "anyOf": [{"$ref": "#/components/schemas/OfficeCode"}, {"type": "null"}]
              },
              "count": {"type": ["integer", "null"], "minimum": 0, "maximum": 1000000000}
            },
            "minProperties": 1
          },
          "ClearableField": {
            "type": "string",
            "enum": [
              "office", "actor", "province", "commune", "service", "agency", "channel",
              "due_date", "amount", "parent", "destination", "count"
            ]
          },
          "Correction": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "source": {
                "type": ["string", "null"],
                "pattern": "^[!#-\\[\\]-~]{1,128}$",
                "description": "Whose event it is, where its id does not tell."
              },
              "occurred_at": {
                "anyOf": [{"$ref": "#/components/schemas/Moment"}, {"type": "null"}]
              },
              "office": {
                "anyOf": [{"$ref": "#/components/schemas/OfficeCode"}, {"type": "null"}]
              },
              "actor": {"type": ["string", "null"], "pattern": "^[A-Za-z0-9._-]{1,32}$"},
              "reason": {
                "type": ["string", "null"],
                "maxLength": 500,
                "pattern": "^[^\\x00-\\x1f\\x7f-\\x9f]*$"
              }
            },
            "examples": [{"reason": "Quét nhầm"}]
          },
          "AmendmentWish": {
            "type": "object",
            "additionalProperties": false,
            "anyOf": [{"required": ["set"]}, {"required": ["clear"]}],
            "properties": {
              "source": {
                "type": ["string", "null"],
                "pattern": "^[!#-\\[\\]-~]{1,128}$",
                "description": "Whose event it is, where its id does not tell."
              },
              "occurred_at": {
                "anyOf": [{"$ref": "#/components/schemas/Moment"}, {"type": "null"}]
              },
              "office": {
                "anyOf": [{"$ref": "#/components/schemas/OfficeCode"}, {"type": "null"}]
              },
              "actor": {"type": ["string", "null"], "pattern": "^[A-Za-z0-9._-]{1,32}$"},
              "reason": {
                "type": ["string", "null"],
                "maxLength": 500,
                "pattern": "^[^\\x00-\\x1f\\x7f-\\x9f]*$"
              },
              "set": {"$ref": "#/components/schemas/AmendmentSet"},
              "clear": {
                "type": "array",
                "minItems": 1,
                "maxItems": 12,
                "uniqueItems": true,
                "items": {"$ref": "#/components/schemas/ClearableField"},
                "description": "What an amendment empties."
              }
            },
            "examples": [{"reason": "Sai bưu cục", "set": {"office": "101000"}}]
          }
        }
      }
      """#)
}
