extension OpenAPIPart {
  /// What keys are.
  static let accessSchemas = OpenAPIPart(
    json: #"""
      {
        "schemas": {
          "KeyKind": {"type": "string", "enum": ["agency", "office", "planner", "administrator"]},
          "ScopeName": {
            "type": "string",
            "enum": [
              "scan", "correct", "read", "worklist", "figures", "export", "callback", "feed",
              "endpoints", "keys", "audit", "metrics", "publish"
            ]
          },
          "Key": {
            "type": "object",
            "required": ["id", "kind", "name", "scopes", "is_valid", "created_at", "revision"],
            "properties": {
              "id": {"type": "string"},
              "kind": {"$ref": "#/components/schemas/KeyKind"},
              "name": {"type": "string"},
              "agency": {"type": ["string", "null"]},
              "office": {"type": ["string", "null"]},
              "province": {"type": ["string", "null"]},
              "further_offices": {
                "type": "array",
                "items": {"$ref": "#/components/schemas/OfficeCode"}
              },
              "sources": {"type": "array", "items": {"type": "string"}},
              "scopes": {"type": "array", "items": {"$ref": "#/components/schemas/ScopeName"}},
              "is_valid": {"type": "boolean"},
              "created_at": {"type": "string", "format": "date-time"},
              "created_by": {"type": "string"},
              "expires_at": {"type": ["string", "null"], "format": "date-time"},
              "revoked_at": {"type": ["string", "null"], "format": "date-time"},
              "replaced_by": {"type": ["string", "null"]},
              "last_used_at": {"type": ["string", "null"], "format": "date-time"},
              "revision": {"type": "integer", "minimum": 1}
            }
          },
          "KeyWish": {
            "type": "object",
            "description": "An agency's key needs agency, an office's office; a planner's may \#
      have province; an administrator's reaches everything.",
            "x-description-vi": "Khoá agency cần agency, khoá office cần office; khoá planner \#
      có thể có province; khoá administrator có phạm vi tất cả.",
            "required": ["kind", "name"],
            "additionalProperties": false,
            "properties": {
              "kind": {"$ref": "#/components/schemas/KeyKind"},
              "name": {
                "type": "string",
                "minLength": 1,
                "maxLength": 100,
                "pattern": "^[^\\x00-\\x1f\\x7f-\\x9f]+$"
              },
              "agency": {"anyOf": [{"$ref": "#/components/schemas/Agency"}, {"type": "null"}]},
              "office": {
                "anyOf": [{"$ref": "#/components/schemas/OfficeCode"}, {"type": "null"}]
              },
              "province": {
                "anyOf": [{"$ref": "#/components/schemas/ProvinceCode"}, {"type": "null"}]
              },
              "further_offices": {
                "type": ["array", "null"],
                "maxItems": 50,
                "description": "Offices whose events a key of an office uploads besides its own.",
                "x-description-vi": "Bưu cục mà khoá office nộp hộ, ngoài bưu cục của mình.",
                "items": {"$ref": "#/components/schemas/OfficeCode"}
              },
              "sources": {
                "type": ["array", "null"],
                "maxItems": 50,
                "description": "Sources that it writes under, with what follows them behind a \#
      divider (. - / :).",
                "x-description-vi": "Nguồn mà khoá được ghi, và những gì nối tiếp sau dấu . - / :",
                "items": {"type": "string", "minLength": 1, "maxLength": 128}
              },
              "scopes": {
                "type": ["array", "null"],
                "minItems": 1,
                "items": {"$ref": "#/components/schemas/ScopeName"}
              },
              "expires_at": {
                "anyOf": [{"$ref": "#/components/schemas/Moment"}, {"type": "null"}]
              }
            },
            "examples": [{"kind": "agency", "name": "Một cửa Ba Đình", "agency": "H26.12"}]
          },
          "KeyMade": {
            "type": "object",
            "required": ["secret", "key"],
            "properties": {
              "secret": {"type": "string", "description": "The key's text. Shown once."},
              "key": {"$ref": "#/components/schemas/Key"}
            }
          },
          "AuditPage": {
            "type": "object",
            "required": ["entries"],
            "properties": {
              "entries": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": ["number", "at", "actor", "action", "subject"],
                  "properties": {
                    "number": {"type": "integer", "minimum": 1},
                    "at": {"type": "string", "format": "date-time"},
                    "actor": {"type": "string"},
                    "action": {"type": "string"},
                    "subject": {"type": "string"},
                    "detail": {"type": "string"}
                  }
                }
              }
            }
          }
        }
      }
      """#)
}
