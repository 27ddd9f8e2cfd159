// What becomes of a comment: a reply, a withdrawal, a setting aside. The row in `settlement` is the
// one place where a comment is settled; whoever comes second finds it there.
#include <array>
#include <functional>
#include <utility>

#include <pqxx/pqxx>

#include "archive/canonical.hpp"
#include "archive/digest.hpp"
#include "db/comment_intake.hpp"
#include "db/comment_rows.hpp"
#include "db/commit_queue.hpp"
#include "db/idempotency.hpp"
#include "db/ledger_leaf.hpp"
#include "db/participation.hpp"
#include "db/pg.hpp"
#include "engine/base/ensure.hpp"
#include "engine/base/own_name.hpp"

namespace gavel::db {
namespace {

constexpr std::array<std::pair<Adoption, std::string_view>, 5> adoptions{
    {{Adoption::adopted, "adopted"},
     {Adoption::partly, "partly"},
     {Adoption::not_adopted, "not_adopted"},
     {Adoption::explained, "explained"},
     {Adoption::out_of_scope, "out_of_scope"}}};

constexpr std::array<std::pair<CommentStatus, std::string_view>, 4> statuses{
    {{CommentStatus::received, "received"},
     {CommentStatus::replied, "replied"},
     {CommentStatus::withdrawn, "withdrawn"},
     {CommentStatus::set_aside, "set_aside"}}};

using Settled = std::expected<Comment, CommentFault>;

/// Settlements of one comment happen one after the other.
std::optional<Comment> locked(pqxx::transaction_base& tx, const std::string& receipt) {
  pg::exec(tx, "SELECT pg_advisory_xact_lock(hashtext('comment:' || $1))", receipt);
  return comment_in(tx, receipt);
}

void settle(pqxx::transaction_base& tx, const Comment& comment, std::string_view kind,
            Instant now) {
  pg::exec(
      tx,
      "INSERT INTO settlement (notice, seq, kind, at) VALUES ($1, $2::bigint, $3, $4::timestamptz)",
      comment.notice, comment.seq, kind, now);
}

void add_reply(pqxx::transaction_base& tx, const Comment& comment, const Reply& reply) {
  const std::string sha256 = reply_sha256(comment.receipt, reply);
  pg::exec(
      tx,
      "INSERT INTO reply (notice, seq, version, adoption, reason, account, unit, at, sha256) "
      "VALUES ($1, $2::bigint, $3::integer, $4, $5, $6, $7, $8::timestamptz, decode($9, 'hex'))",
      comment.notice, comment.seq, reply.version, name(reply.adoption), reply.reason, reply.by,
      reply.unit, reply.at, sha256);
  add_leaf(tx, {.type = "reply",
                .matter = comment.matter,
                .subject = comment.receipt + "/" + std::to_string(reply.version),
                .sha256 = sha256,
                .at = reply.at});
}

void add_disposition(pqxx::transaction_base& tx, const Comment& comment, std::string_view kind,
                     const std::string& reason, const std::string& account, Instant now) {
  const std::string sha256 = disposition_sha256(comment.receipt, kind, reason, account, now);
  pg::exec(tx,
           "INSERT INTO disposition (notice, seq, kind, reason, account, at, sha256) "
           "VALUES ($1, $2::bigint, $3, $4, $5, $6::timestamptz, decode($7, 'hex'))",
           comment.notice, comment.seq, kind, reason, account, now, sha256);
  add_leaf(tx, {.type = kind == "withdrawn" ? "withdrawal" : "set-aside",
                .matter = comment.matter,
                .subject = comment.receipt,
                .sha256 = sha256,
                .at = now});
}

/// Removes name and contact; that it was done is on record.
void erase(pqxx::transaction_base& tx, const Comment& comment, Instant now) {
  pg::exec(tx, "DELETE FROM comment_person WHERE notice = $1 AND seq = $2::bigint", comment.notice,
           comment.seq);
  const JsonObject record{{"receipt", comment.receipt}, {"at", to_string(now)}};
  add_leaf(tx, {.type = "erasure",
                .matter = comment.matter,
                .subject = comment.receipt,
                .sha256 = archive::sha256_hex(archive::canonical(record)),
                .at = now});
}

/// Thrown within the write: the answer's key was used before, and nothing of the write may stay.
struct KeyTaken {};

Settled settled_once(CommitQueue& queue,
                     const std::function<Settled(pqxx::transaction_base&)>& change,
                     const Participation::SettledAnswer& answer) {
  Settled result = std::unexpected(CommentFault::no_such_comment);
  try {
    queue.submit([&](pqxx::transaction_base& tx) {
      result = change(tx);
      if (result && answer && !add_idempotency(tx, answer(*result))) throw KeyTaken{};
    });
  } catch (const KeyTaken&) {
    return std::unexpected(CommentFault::repeated);
  }
  return result;
}

/// Whether it was published what the answers of its notice came to since this one was given.
bool is_published(pqxx::transaction_base& tx, const Comment& comment) {
  return !pg::exec(tx,
                   "SELECT 1 FROM notice_feedback f JOIN settlement s ON s.notice = f.notice WHERE "
                   "s.notice = $1 AND s.seq = $2::bigint AND f.at >= s.at LIMIT 1",
                   comment.notice, comment.seq)
              .empty();
}

/// Where both are published: the sender agreed that the text is shown, and not who wrote it.
bool names_sender(pqxx::transaction_base& tx, const Comment& comment, const std::string& answer,
                  const PersonalBox& box) {
  if (!comment.consent_publish) return false;
  const auto sender = person_in(tx, box, comment.receipt);
  return sender && has_names(answer, sender->name);
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

std::string_view name(Adoption adoption) {
  return adoptions.at(static_cast<std::size_t>(adoption)).second;
}

std::optional<Adoption> adoption_of(std::string_view name) {
  for (const auto& [adoption, known] : adoptions) {
    if (known == name) return adoption;
  }
  return std::nullopt;
}

std::string reply_sha256(const std::string& receipt, const Reply& reply) {
  const JsonObject record{
      {"receipt", receipt},       {"version", reply.version}, {"adoption", name(reply.adoption)},
      {"reason", reply.reason},   {"account", reply.by},      {"unit", reply.unit},
      {"at", to_string(reply.at)}};
  return archive::sha256_hex(archive::canonical(record));
}

std::string disposition_sha256(const std::string& receipt, std::string_view kind,
                               std::string_view reason, std::string_view account, Instant at) {
  const JsonObject record{{"receipt", receipt},
                          {"kind", kind},
                          {"reason", reason},
                          {"account", account},
                          {"at", to_string(at)}};
  return archive::sha256_hex(archive::canonical(record));
}

std::string_view name(CommentStatus status) {
  return statuses.at(static_cast<std::size_t>(status)).second;
}

Comment comment_of_row(const pqxx::row& row) {
  Comment comment{.receipt = pg::text(row["receipt"]),
                  .notice = pg::text(row["notice"]),
                  .matter = pg::text(row["matter"]),
                  .text = pg::text(row["text"]),
                  .clause = pg::text(row["clause"]),
                  .channel = pg::text(row["channel"]),
                  .seq = pg::integer(row["seq"]),
                  .consent_publish = pg::boolean(row["consent_publish"]),
                  .has_person = pg::boolean(row["has_person"]),
                  .received_at = pg::instant(row["received_at"]),
                  .received_on = pg::text(row["received_on"]),
                  .organisation = pg::text(row["organisation"]),
                  .status = CommentStatus::received,
                  .settled_at = pg::maybe(row["settled_at"], pg::instant),
                  .reply = std::nullopt,
                  .set_aside_reason = pg::text(row["set_aside_reason"])};
  const std::string status = pg::text(row["status"]);
  for (const auto& [value, known] : statuses) {
    if (known == status) comment.status = value;
  }
  if (!row["version"].is_null()) {
    const auto adoption = adoption_of(pg::text(row["adoption"]));
    ensure(adoption.has_value(), "a stored adoption is one of ours");
    comment.reply = Reply{.adoption = *adoption,
                          .reason = pg::text(row["reason"]),
                          .by = pg::text(row["account"]),
                          .unit = pg::text(row["unit"]),
                          .unit_name = pg::text(row["unit_name"]),
                          .at = pg::instant(row["replied_at"]),
                          .version = static_cast<int>(pg::integer(row["version"]))};
  }
  return comment;
}

std::optional<Comment> comment_in(pqxx::transaction_base& tx, const std::string& receipt) {
  const auto found = pg::exec(tx, "SELECT * FROM comment_row WHERE receipt = $1", receipt);
  if (found.empty()) return std::nullopt;
  return comment_of_row(found[0]);
}

Settled Participation::reply(const std::string& receipt, Adoption adoption, std::string reason,
                             const matter::Actor& by, const SettledAnswer& answer) {
  if (adoption != Adoption::adopted && is_blank(reason))
    return std::unexpected(CommentFault::reason_required);
  const Instant now = clock_.now();
  const auto change = [&](pqxx::transaction_base& tx) -> Settled {
    const auto comment = locked(tx, receipt);
    if (!comment) return std::unexpected(CommentFault::no_such_comment);
    if (comment->status == CommentStatus::withdrawn ||
        comment->status == CommentStatus::set_aside) {
      return std::unexpected(CommentFault::already_settled);
    }
    if (comment->reply && is_published(tx, *comment))
      return std::unexpected(CommentFault::answer_published);
    if (names_sender(tx, *comment, reason, box_))
      return std::unexpected(CommentFault::names_sender);
    if (comment->status == CommentStatus::received) settle(tx, *comment, "replied", now);
    add_reply(tx, *comment,
              {.adoption = adoption,
               .reason = reason,
               .by = by.account,
               .unit = by.unit,
               .at = now,
               .version = comment->reply ? comment->reply->version + 1 : 1});
    return comment_in(tx, receipt).value();
  };
  return settled_once(queue_, change, answer);
}

Settled Participation::withdraw(const std::string& receipt, std::string_view secret,
                                const SettledAnswer& answer) {
  const Instant now = clock_.now();
  const std::string hash = secret_hash(secret);
  const auto change = [&](pqxx::transaction_base& tx) -> Settled {
    const auto known = pg::exec(
        tx, "SELECT 1 FROM comment WHERE receipt = $1 AND secret_sha256 = decode($2, 'hex')",
        receipt, hash);
    const auto comment = known.empty() ? std::nullopt : locked(tx, receipt);
    if (!comment) return std::unexpected(CommentFault::no_such_comment);
    if (comment->status != CommentStatus::received) {
      return std::unexpected(CommentFault::already_settled);
    }
    settle(tx, *comment, "withdrawn", now);
    add_disposition(tx, *comment, "withdrawn", "", "", now);
    if (comment->has_person) erase(tx, *comment, now);  // nobody is asked back about it any more
    return comment_in(tx, receipt).value();
  };
  return settled_once(queue_, change, answer);
}

Settled Participation::set_aside(const std::string& receipt, std::string reason,
                                 const matter::Actor& by, const SettledAnswer& answer) {
  if (is_blank(reason)) return std::unexpected(CommentFault::reason_required);
  const Instant now = clock_.now();
  const auto change = [&](pqxx::transaction_base& tx) -> Settled {
    const auto comment = locked(tx, receipt);
    if (!comment) return std::unexpected(CommentFault::no_such_comment);
    if (comment->status != CommentStatus::received) {
      return std::unexpected(CommentFault::already_settled);
    }
    settle(tx, *comment, "set_aside", now);
    add_disposition(tx, *comment, "set_aside", reason, by.account, now);
    return comment_in(tx, receipt).value();
  };
  return settled_once(queue_, change, answer);
}

bool Participation::erase_person(const std::string& receipt) {
  const Instant now = clock_.now();
  bool erased = false;
  queue_.submit([&](pqxx::transaction_base& tx) {
    const auto comment = locked(tx, receipt);
    erased = comment && comment->has_person;
    if (erased) erase(tx, *comment, now);
  });
  return erased;
}

}  // namespace gavel::db
