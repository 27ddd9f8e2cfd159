#pragma once
// The public's part: notices, comments with their receipts, replies. A comment is a row and no
// event of the matter, so a million of them cost the matter nothing; a notice opens and closes with
// the matter's own event, in the same transaction. Whether a notice is open is decided under its
// row lock, in the transaction that takes the comment in: no comment is taken after the close, and
// none is lost before it.
//
// Reply coverage is an equation the database keeps: received = replied + withdrawn + set aside +
// unanswered. A comment is settled once, in one of the three ways.
#include <cstdint>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/json.hpp"
#include "engine/base/time.hpp"
#include "engine/desk/ports.hpp"

namespace gavel::db {

class Pool;
class CommitQueue;
class PersonalBox;
class CommentIntake;

/// How many of a notice's, or of all of a matter's, comments stand where.
struct CommentCounts {
  std::int64_t received = 0, replied = 0, withdrawn = 0, set_aside = 0, unanswered = 0;
  bool operator==(const CommentCounts&) const = default;
};

/// What became of the comments on a notice, in the numbers of the day it was published.
struct Feedback {
  Instant published_at;
  std::int64_t adopted = 0, partly = 0, not_adopted = 0, explained = 0, out_of_scope = 0;
};

struct Notice {
  std::string id;  ///< "<year>-<number>", the number running within the year: "2026-12".
  std::string matter, title;
  std::string opened_on, closes_on;  ///< Days; closes_on as announced, may be empty.
  std::optional<Instant> closed_at;
  JsonObject
      params;  ///< All that the procedure announced: draft, explanation, how, shortened_reason, ...
  CommentCounts counts;
  JsonObject hearing;  ///< As published last: date, place, selection, list, ...; empty: none.
  std::optional<Feedback> feedback;
  /// Each time it was given more days, in order: {"on", "closes_on", "reason"}.
  JsonArray extended = {};
  /// Each time that another table of holidays moved its last day later, in order: {"on",
  /// "closes_on"}. A table that comes after does not take back what the public was told.
  JsonArray moved = {};
  /// As published in error: {"on", "reason", "replaced_by"}, the id of the notice that took its
  /// place or null; empty: it was not.
  JsonObject recalled = {};
  /// Closed before its last day and not recalled, as when its matter is withdrawn: {"on",
  /// "reason"}, the reason of what closed it, or ""; empty: it ran its time.
  JsonObject ended = {};
  /// The event that closed it and the table of holidays it was decided by, where its last day had
  /// been told by another table.
  struct CountedAnew {
    std::int64_t seq = 0;
    std::string calendar;
  };
  std::optional<CountedAnew> counted_anew = {};
  /// What the organ said last: when it was opened, or extended. May be empty.
  [[nodiscard]] std::string said_closes_on() const;
  /// The latest last day that the public was told; may be empty.
  [[nodiscard]] std::string told_closes_on() const;
};

/// What a member of the public sends. Name and contact are personal data: encrypted at rest, never
/// hashed without salt, never part of a list.
struct NewComment {
  std::string text;
  std::optional<std::string> name, contact, clause;
  bool consent_publish = false;
  /// Of somebody under fourteen who gives their name or contact (Personal Information Protection
  /// Law, article 31). Kept with these, sealed.
  bool guardian_consent = false;
  std::string channel = "web";  ///< web, mail, email, phone, visit, hearing, newmedia.
};

struct Receipt {
  std::string receipt;  ///< "<notice>-<seq>-<check digit>"; ISO 7064 MOD 11,10 over all its digits.
  std::string
      secret;  ///< 128 random bits in base32 (26 characters); given once, only its hash is kept.
  Instant received_at;
};

enum class Adoption : std::uint8_t { adopted, partly, not_adopted, explained, out_of_scope };
[[nodiscard]] std::string_view name(Adoption adoption);  ///< The wire name: "not_adopted".
[[nodiscard]] std::optional<Adoption> adoption_of(std::string_view name);

struct Reply {
  Adoption adoption = Adoption::explained;
  std::string reason, by, unit;  ///< by: account of the responder.
  std::string unit_name = {};    ///< Of `unit`, as it is now.
  Instant at;
  int version = 1;  ///< A later one supersedes; none is deleted.
  bool operator==(const Reply&) const = default;
};

enum class CommentStatus : std::uint8_t { received, replied, withdrawn, set_aside };
[[nodiscard]] std::string_view name(CommentStatus status);

struct Comment {
  std::string receipt, notice, matter, text, clause, channel;
  std::int64_t seq = 0;
  bool consent_publish = false, has_person = false;
  Instant received_at;
  std::string received_on;   ///< Day; of one that an event entered. Empty: it came over the site.
  std::string organisation;  ///< Of one that an event entered: for which it speaks. May be empty.
  CommentStatus status = CommentStatus::received;
  std::optional<Instant> settled_at;
  std::optional<Reply> reply;  ///< The one in force.
  std::string set_aside_reason;
};

struct Person {
  std::string name, contact;
  bool guardian_consent = false;  ///< They are under fourteen, and their guardian agreed.
};

enum class CommentFault : std::uint8_t {
  no_such_notice,
  notice_closed,
  no_such_comment,   ///< Also for a wrong secret: the answer does not tell which.
  already_settled,   ///< Replied, withdrawn or set aside before.
  repeated,          ///< The answer's idempotency key was used before: nothing was written.
  answer_published,  ///< What the answer came to was published: it is not turned round any more.
  reason_required,   ///< A reply other than `adopted`, and every set-aside, gives its reason.
  names_sender,      ///< The answer is published with the text, and has the sender's name in it.
};

/// Of a comment whose sender agreed that its text is shown, which is no consent to be named.
struct PublishedComment {
  Comment comment;
  std::string sender;      ///< By the name they gave; none of it is shown. May be empty.
  bool is_erased = false;  ///< Name and contact were deleted: whether the text has it nobody knows.
};

/// The data folder's personal.key is not the one this database knows: it was restored, or copied to
/// a second node, without it.
struct WrongPersonalKey : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Participation {
 public:
  /// Throws WrongPersonalKey when this database's personal data was sealed with another key.
  Participation(Pool& pool, CommitQueue& queue, desk::Clock& clock, const PersonalBox& box);
  ~Participation();

  // ---- notices
  [[nodiscard]] std::vector<Notice> notices(bool open_only, const std::string& cursor,
                                            int limit);  ///< Newest first; cursor: last id seen.
  [[nodiscard]] std::optional<Notice> notice(const std::string& id);
  [[nodiscard]] std::vector<Notice> notices_of(const std::string& matter);
  /// What the answers in force on a notice's comments come to, as they are now.
  [[nodiscard]] std::map<Adoption, std::int64_t> adoptions_of(const std::string& notice);

  /// Of a notice whose feedback is published: the comments whose senders agreed to that, with their
  /// answers, in order; `after` is the last `seq` seen, 0 for the first page.
  [[nodiscard]] std::vector<PublishedComment> published(const std::string& notice,
                                                        std::int64_t after, int limit);

  // ---- the public
  /// What the sender is told, as the row that answers a repeat of the request. It is stored with
  /// the comment, in one transaction: a request sent again after a crash makes no second comment,
  /// and no second reply.
  using Answer = std::function<desk::IdempotencyRow(const Receipt&)>;
  using SettledAnswer = std::function<desk::IdempotencyRow(const Comment&)>;
  [[nodiscard]] std::expected<Receipt, CommentFault> comment(const std::string& notice,
                                                             NewComment comment,
                                                             Answer answer = {});
  [[nodiscard]] std::expected<Comment, CommentFault> follow(const std::string& receipt,
                                                            std::string_view secret);
  [[nodiscard]] std::expected<Comment, CommentFault> withdraw(const std::string& receipt,
                                                              std::string_view secret,
                                                              const SettledAnswer& answer = {});

  // ---- the office
  [[nodiscard]] std::optional<Comment> find(const std::string& receipt);
  /// In order of receipt; `after` is the last receipt seen, empty for the first page.
  [[nodiscard]] std::vector<Comment> list(const std::string& matter, bool unanswered_only,
                                          const std::string& after, int limit);
  /// The first reply settles the comment; a later one supersedes it.
  [[nodiscard]] std::expected<Comment, CommentFault> reply(const std::string& receipt,
                                                           Adoption adoption, std::string reason,
                                                           const matter::Actor& by,
                                                           const SettledAnswer& answer = {});
  [[nodiscard]] std::expected<Comment, CommentFault> set_aside(const std::string& receipt,
                                                               std::string reason,
                                                               const matter::Actor& by,
                                                               const SettledAnswer& answer = {});
  /// Who sent it, decrypted; empty when none was given, or when it was erased.
  [[nodiscard]] std::optional<Person> person(const std::string& receipt);
  /// Lawful erasure: removes name and contact; the ledger stays valid.
  [[nodiscard]] bool erase_person(const std::string& receipt);

 private:
  Pool& pool_;
  CommitQueue& queue_;
  desk::Clock& clock_;
  const PersonalBox& box_;
  std::unique_ptr<CommentIntake>
      intake_;  ///< One for all callers, so that their comments share statements.
};

/// "2026-12-7-<digit>"; seq counts from 1.
[[nodiscard]] std::string receipt_number(std::string_view notice, std::int64_t seq);
/// True when the last group is the check digit of the others.
[[nodiscard]] bool is_receipt(std::string_view receipt);

}  // namespace gavel::db
