#pragma once
// Taking comments in, many at once: one lock per notice, one statement per table, whatever their
// number.
#include <cstdint>
#include <expected>
#include <span>
#include <string>

#include "db/commit_queue.hpp"
#include "db/participation.hpp"

namespace gavel::db {

/// One comment on its way in; everything random about it is drawn before it queues up.
struct CommentItem {
  std::string notice;
  NewComment comment;
  Instant now;
  std::string secret_sha256, salt;                ///< Hexadecimal; 16 raw bytes.
  std::string sealed, person_commitment;          ///< Raw; empty when no personal data was given.
  std::string received_on = {};                   ///< Day; of one that an event enters alone.
  std::string organisation = {};                  ///< Likewise; may be empty.
  Participation::Answer answer = {};              ///< May be empty; see Participation::comment.
  std::string secret = {};                        ///< For the answer alone; only its hash is kept.
  std::optional<desk::IdempotencyRow> kept = {};  ///< The answer, once the receipt is known.
  std::expected<std::string, CommentFault> receipt = std::unexpected(CommentFault::no_such_notice);
};

class CommentIntake final : public BatchOf<CommentItem> {
 public:
  void write(pqxx::transaction_base& tx, std::span<CommentItem* const> items) override;
};

/// A comment that came by letter, by telephone or in person, as an event of the matter entered it.
/// Nobody has its secret word, so nobody withdraws it in its sender's name.
struct EnteredComment {
  std::string matter;
  std::int64_t event_seq = 0;
  NewComment comment;        ///< Without personal data: that stays with the original.
  std::string received_on;   ///< Day; of a letter that of its postmark.
  std::string organisation;  ///< For which it speaks; empty: for its sender.
  Instant at;
};

/// Takes it in under the matter's newest notice, open or closed: what the procedure lets be entered
/// is not refused here.
void enter_comment(pqxx::transaction_base& tx, const EnteredComment& entered);

/// What a comment's ledger leaf commits to, behind its salt: everything but the secret. Personal
/// data stands in it as a salted commitment of its own, so that erasing it leaves this one
/// checkable.
[[nodiscard]] std::string comment_commitment(const CommentItem& item, const std::string& receipt);

/// Letters as people write them down: capitals, 0 for O, 1 for I and L; anything else is dropped.
[[nodiscard]] std::string secret_hash(std::string_view secret);
[[nodiscard]] std::string new_secret();  ///< 128 random bits, 26 characters of Crockford's base32.

}  // namespace gavel::db
