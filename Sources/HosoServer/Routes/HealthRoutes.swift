internal import HTTPTypes
internal import HosoDomain

/// Whether the server runs, and whether it can do its work.
enum HealthRoutes {
  static let all = [
    Operation(id: "getHealth", method: .get, path: "/healthz", access: .open) { _ in
      Reply.json { $0.field("status", "ok") }
    }
  ]
}
