/// Signatures that others published; see Fixtures/webhooks/README.md.
struct PublishedSignature: Sendable {
  let secret: String
  let id: String
  let timestamp: Int64
  let body: [UInt8]
  let signature: String

  /// The reference library for JavaScript, `src/webhook.test.ts`, "sign function works".
  static let javaScript = PublishedSignature(
    secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
    timestamp: 1_614_265_330, body: Array(#"{"test": 2432232314}"#.utf8),
    signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")

  /// The reference library for Rust, `src/lib.rs`, `test_sign`.
  static let rust = PublishedSignature(
    secret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", id: "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk",
    timestamp: 1_649_367_553,
    body: Array(#"{"email":"test@example.com","username":"test_user"}"#.utf8),
    signature: "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=")

  static let all = [javaScript, rust]

  /// The key pair of Svix's README.
  enum KeyPair {
    static let signing =
      "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfV"
      + "KIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg=="
    static let verifying = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4="
    /// Of the Rust message; computed with PyNaCl, as nobody publishes one.
    static let signature =
      "v1a,LFHB363YvoTm7xdMyZd/981dRSdVxW0u27ld7pRBYKa+"
      + "E1Is4O8e+VFZlwtUB7muxeGaguMrB+8TDoJMHA5lCQ=="
  }
}
