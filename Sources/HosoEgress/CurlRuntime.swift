internal import CCurl
internal import Glibc
internal import HosoCrypto

/// libcurl's own state, one for the process.
enum CurlRuntime {
  /// That libcurl can be called; it is loaded when this is first asked, and not before.
  static func load() throws(EgressFault) {
    guard hoso_curl_missing() == nil else { throw .client(code: CURLE_FAILED_INIT.rawValue) }
  }

  /// Starts libcurl once; what `curl_global_init` said.
  static let started: CURLcode = {
    guard hoso_curl_missing() == nil else { return CURLE_FAILED_INIT }
    // The sender's thread may still be at a handshake then.
    LibCrypto.stayUntilExit()
    // OpenSSL writes without MSG_NOSIGNAL; a receiver that hangs up must not end the process.
    signal(SIGPIPE, SIG_IGN)
    return curl_global_init(Int(CURL_GLOBAL_DEFAULT))
  }()
}

/// Sets options of an easy handle and remembers the first that libcurl refused.
struct CurlOptions {
  let easy: UnsafeMutableRawPointer
  private(set) var code = CURLE_OK

  init(_ easy: UnsafeMutableRawPointer) {
    self.easy = easy
  }

  mutating func set(_ option: CURLoption, _ value: Int) {
    note(hoso_curl_set_long(easy, option, value))
  }

  /// libcurl keeps a copy.
  mutating func set(_ option: CURLoption, _ text: String?) {
    note(hoso_curl_set_text(easy, option, text))
  }

  /// The caller keeps what is pointed at alive.
  mutating func set(_ option: CURLoption, pointer: UnsafeRawPointer?) {
    note(hoso_curl_set_pointer(easy, option, pointer))
  }

  /// The caller keeps the list alive.
  mutating func set(_ option: CURLoption, list: UnsafeMutablePointer<curl_slist>?) {
    note(hoso_curl_set_list(easy, option, list))
  }

  /// libcurl keeps a copy.
  mutating func set(_ option: CURLoption, blob: [UInt8]) {
    note(blob.withUnsafeBytes { hoso_curl_set_blob(easy, option, $0.baseAddress, $0.count) })
  }

  /// libcurl keeps a copy.
  mutating func setBody(_ body: [UInt8]) {
    note(hoso_curl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
    // An empty array has no address, and a POST without one would read standard input.
    if body.isEmpty {
      set(CURLOPT_COPYPOSTFIELDS, "")
    } else {
      note(
        body.withUnsafeBytes {
          hoso_curl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, $0.baseAddress)
        })
    }
  }

  mutating func note(_ result: CURLcode) {
    if code == CURLE_OK { code = result }
  }
}
