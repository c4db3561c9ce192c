internal import CCurl
internal import Glibc

/// What a finished transfer amounts to: from libcurl's codes to ours.
struct TransferVerdict {
  let slot: TransferSlot
  let result: CURLcode

  var outcome: FinishedTransfer.Outcome {
    if slot.answer.areHeadersTooLong { return .failed(.headersTooLong) }
    if slot.answer.isHeadComplete, !slot.isAborted {
      return .answered(
        HTTPAnswer(
          status: slot.answer.status, headers: slot.answer.headers, body: slot.answer.body,
          cut: cut))
    }
    if let (end, why) = slot.refused, slot.isAborted || slot.openedSockets == 0 {
      return .failed(.blocked(end, why))
    }
    return .failed(fault)
  }

  /// The status counts once it is there; what happened to the body afterwards is only told.
  private var cut: HTTPAnswer.Cut? {
    if slot.answer.isBodyTooLong { return .tooLong }
    switch result {
    case CURLE_OK: return nil
    case CURLE_OPERATION_TIMEDOUT: return .timeout
    default: return .broken
    }
  }

  private var fault: TransferFault {
    switch result {
    // An answer whose status is no status: three digits from 200 to 599 are.
    case CURLE_OK: return .protocolError("status \(slot.answer.status)")
    case CURLE_OPERATION_TIMEDOUT: return .timeout(slot.phase)
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
      return .lookup(host: slot.request.url.host)
    case CURLE_COULDNT_CONNECT: return .connection(code: Int32(truncatingIfNeeded: errorNumber))
    case CURLE_PEER_FAILED_VERIFICATION: return .certificate(certificateFault)
    case CURLE_SSL_CERTPROBLEM: return .clientCertificate(words)
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_NOTFOUND:
      return .handshake(words)
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE:
      // Before a request nothing can be lost: the handshake was broken off.
      return slot.phase == .answer ? .lost : .handshake(words)
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_HTTP2, CURLE_HTTP2_STREAM,
      CURLE_BAD_CONTENT_ENCODING:
      return .protocolError(words)
    default: return .client(code: result.rawValue, words)
    }
  }

  private var words: String {
    let text = String(cString: slot.words)
    return text.isEmpty ? String(cString: curl_easy_strerror(result)) : text
  }

  private var errorNumber: Int { number(CURLINFO_OS_ERRNO) }

  /// By OpenSSL's number (`openssl/x509_vfy.h`).
  ///
  /// The name is checked by libcurl itself, which leaves the number at 0 or 1.
  private var certificateFault: CertificateFault {
    switch number(CURLINFO_SSL_VERIFYRESULT) {
    case 0, 1, 62, 64: return .otherName
    case 9: return .notYetValid
    case 10: return .expired
    case 18, 19: return .selfSigned
    case 2, 20, 21, 24, 27: return .unknownAuthority
    case 23: return .revoked
    case let code: return .other(code: code)
    }
  }

  private func number(_ name: CURLINFO) -> Int {
    var value = 0
    return hoso_curl_get_long(slot.easy, name, &value) == CURLE_OK ? value : 0
  }

  var durationMilliseconds: Int {
    var micros: curl_off_t = 0
    _ = hoso_curl_get_offset(slot.easy, CURLINFO_TOTAL_TIME_T, &micros)
    return Int(micros) / 1_000
  }
}
