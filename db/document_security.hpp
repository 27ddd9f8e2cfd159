#pragma once
// 密级 of single documents: acts that say it, with their basis, each of record and a leaf of the
// ledger ("document-security"). A document of which nobody said it has its volume's. It is raised
// by one person, at once; it is not lowered by whoever gave it (Regulations
// implementing the State Secrets Law, 2024, art. 5: neither too low nor too high).
#include <cstdint>
#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/matter/matter.hpp"

namespace pqxx {
class transaction_base;
}

namespace gavel::db {

class Pool;

struct SecurityAct {
  std::string id, document, matter;
  std::string security;  ///< One of archive::security_classes.
  std::string basis;     ///< By what and by whom it was determined.
  matter::Actor by;
  Instant at;
  std::int64_t seq = 0;  ///< Of the matter's last event when it was said.
  /// Why it is taken from the public while a notice with it runs; kept only where one does.
  std::string taken_down = {};
  std::string was = {};     ///< What was said before it; empty: nothing, it had the volume's.
  std::string notice = {};  ///< The open one that showed it to the public then; empty: none did.
};

struct SecurityOf {
  std::string security;
  bool is_own = false;  ///< False: the volume's, which is the order's, the policy's or the default.
};

enum class SecurityFault : std::uint8_t {
  unchanged,    ///< The document's own class is this one.
  same_person,  ///< Lowered by whoever gave the present one.
  in_a_notice,  ///< It is before the public now, and nothing says why it is taken from it.
};

/// Whether 秘密, 机密 or 绝密.
[[nodiscard]] bool is_state_secret(std::string_view security);
/// A document that is a state secret now: by its own class; where nobody said one, by that of the
/// same bytes in another document of the matter, or by its volume's.
struct SecretDocument {
  std::string document, code, security;
  bool is_newest = false;  ///< Of its code.
};
[[nodiscard]] std::vector<SecretDocument> secrets_of(pqxx::transaction_base& tx,
                                                     const std::string& matter);

class DocumentSecurity {
 public:
  explicit DocumentSecurity(Pool& pool) : pool_(pool) {}

  /// Durable when it returns; who may see the document follows at once. Its `seq` is set.
  [[nodiscard]] std::expected<void, SecurityFault> say(SecurityAct act);
  [[nodiscard]] SecurityOf of(const std::string& document);
  /// Of all documents of the matter.
  [[nodiscard]] std::vector<SecretDocument> secrets(const std::string& matter);
  /// What was said of all of the matter's documents, in order.
  [[nodiscard]] std::vector<SecurityAct> acts_in(const std::string& matter);
  /// In their order.
  [[nodiscard]] std::vector<SecurityAct> acts_of(const std::string& document);
  /// Own classes of a matter's documents, as said before the event `seq`.
  [[nodiscard]] std::map<std::string, std::string, std::less<>> before(const std::string& matter,
                                                                       std::int64_t seq);

 private:
  Pool& pool_;
};

}  // namespace gavel::db
