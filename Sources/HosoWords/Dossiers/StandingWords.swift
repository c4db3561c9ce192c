public import HosoDomain

/// What whoever waits for a dossier is told to do: on the page, and for the clerk who is asked.
public enum StandingWords {
  /// What the person can or must do.
  ///
  /// - Parameter office: The post office to turn to, with its name.
  public static func sentence(_ advice: DossierStanding.Advice, office: String?) -> Said {
    switch advice {
    case .wait: Said("Bạn chưa cần làm gì. Giữ phiếu gửi.", "Nothing for now. Keep your slip.")
    case .waitForAgency:
      Said(
        "Bạn chưa cần làm gì. Cơ quan sẽ trả kết quả theo giấy hẹn.",
        "Nothing for now. The agency returns the result by its appointment.")
    case .waitForPost:
      Said(
        "Bạn chưa cần làm gì. Bưu điện sẽ nhận kết quả và trả cho bạn.",
        "Nothing for now. The post will collect the result and bring it to you.")
    case .askIfTaken:
      Said(
        "Giữ phiếu gửi. Nếu đã gửi hơn một ngày làm việc, hãy hỏi bưu cục nơi gửi.",
        "Keep your slip. If you sent it more than a working day ago, ask the post office.")
    case .askPost:
      Said(
        "Bưu điện đang trễ hạn. Mang phiếu gửi đến hoặc gọi bưu cục để hỏi.",
        "The post is late. Bring your slip to the post office, or call it, and ask.")
    case .askAgency:
      Said(
        "Cơ quan đã quá ngày hẹn. Hãy hỏi cơ quan, mang theo giấy hẹn.",
        "The agency's date has passed. Ask the agency; bring your appointment paper.")
    case .bringPapers, .fetchPapers, .fetchResult, .askWhoWithdrew: atAgency(advice)
    case .receive:
      Said(
        "Chuẩn bị phiếu gửi và giấy tờ tuỳ thân để nhận kết quả.",
        "Have your slip and an identity document ready.")
    case .awaitAttempt: failedAttempt(office)
    case .claimLoss:
      Said(
        "Mang phiếu gửi đến bưu cục nơi gửi để được giải quyết và bồi thường.",
        "Bring your slip to the post office where you sent it, which settles and compensates.")
    case .claimDamage:
      Said(
        "Kiểm tra giấy tờ cùng bưu điện; mang phiếu gửi đến bưu cục để được giải quyết và bồi "
          + "thường.",
        "Look at the papers together with the post; bring your slip to the post office, which "
          + "settles and compensates.")
    case .nothing: Said("Không cần làm gì thêm.", "Nothing more.")
    }
  }

  private static func atAgency(_ advice: DossierStanding.Advice) -> Said {
    switch advice {
    case .bringPapers:
      Said(
        "Liên hệ cơ quan để biết cần bổ sung gì, rồi nộp tại cơ quan hoặc gửi tại bưu cục.",
        "Ask the agency what is missing, then bring it there or send it from a post office.")
    case .fetchPapers:
      Said(
        "Liên hệ cơ quan để biết lý do và nhận lại giấy tờ.",
        "Ask the agency for the reason and for your papers.")
    case .askWhoWithdrew:
      Said(
        "Nếu bạn không rút hồ sơ, hãy liên hệ cơ quan.",
        "If it was not you who withdrew it, ask the agency.")
    case .fetchResult, .wait, .waitForAgency, .waitForPost, .askIfTaken, .askPost, .askAgency,
      .receive, .awaitAttempt, .claimLoss, .claimDamage, .nothing:
      Said(
        "Đến cơ quan nhận kết quả, mang theo giấy hẹn và giấy tờ tuỳ thân.",
        "Fetch the result at the agency with your appointment paper and an identity document.")
    }
  }

  private static func failedAttempt(_ office: String?) -> Said {
    let vietnamese = office.map { "bưu cục \($0)" } ?? "bưu cục"
    let english = office.map { "post office \($0)" } ?? "the post office"
    return Said(
      "Bưu điện sẽ phát lại. Bạn cũng có thể đến \(vietnamese) nhận, mang theo phiếu gửi và "
        + "giấy tờ tuỳ thân.",
      "The post will try again. You can also fetch it at \(english) with your slip and an "
        + "identity document.")
  }
}
