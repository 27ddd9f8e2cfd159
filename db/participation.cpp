// Notices and comments as they are read, and a comment's way in.
#include "db/participation.hpp"

#include <algorithm>
#include <charconv>

#include <pqxx/pqxx>

#include "archive/canonical.hpp"
#include "archive/digest.hpp"
#include "db/comment_intake.hpp"
#include "db/comment_rows.hpp"
#include "db/personal_box.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/secret_file.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

CommentCounts counts_of_row(const pqxx::row& row) {
  return {.received = pg::integer(row["received"]),
          .replied = pg::integer(row["replied"]),
          .withdrawn = pg::integer(row["withdrawn"]),
          .set_aside = pg::integer(row["set_aside"]),
          .unanswered = pg::integer(row["unanswered"])};
}

std::optional<Feedback> feedback_of_row(const pqxx::row& row) {
  if (row["feedback_at"].is_null()) return std::nullopt;
  return Feedback{.published_at = pg::instant(row["feedback_at"]),
                  .adopted = pg::integer(row["adopted"]),
                  .partly = pg::integer(row["partly"]),
                  .not_adopted = pg::integer(row["not_adopted"]),
                  .explained = pg::integer(row["explained"]),
                  .out_of_scope = pg::integer(row["out_of_scope"])};
}

Notice notice_of_row(const pqxx::row& row) {
  const JsonObject changes = pg::object(row["changes"]);
  return {.id = pg::text(row["id"]),
          .matter = pg::text(row["matter"]),
          .title = pg::text(row["title"]),
          .opened_on = pg::text(row["opened_on"]),
          .closes_on = pg::text(row["closes_on"]),
          .closed_at = pg::maybe(row["closed_at"], pg::instant),
          .params = pg::object(row["params"]),
          .counts = counts_of_row(row),
          .hearing = row["hearing"].is_null() ? JsonObject{} : pg::object(row["hearing"]),
          .feedback = feedback_of_row(row),
          .extended = changes.at("extended").as_array(),
          .moved = changes.at("moved").as_array(),
          .recalled = object_in(changes, "recalled")};
}

/// What closed it is an event of its matter, which says why.
void tell_end(pqxx::transaction_base& tx, Notice& notice) {
  if (!notice.closed_at || !notice.recalled.empty()) return;
  const std::string last = notice.told_closes_on();
  const std::string on = to_string(day_of(*notice.closed_at));
  const auto found =
      pg::exec(tx,
               "SELECT coalesce(e.data->'data'->>'reason', '') AS reason, e.seq, e.calendar_id, "
               "e.calendar_id <> t.calendar_id AS is_another FROM notice n "
               "JOIN event e ON e.matter = n.matter AND e.seq = n.closed_seq "
               "JOIN event t ON t.matter = n.matter AND t.seq = coalesce((SELECT max(x.seq) "
               "FROM notice_change x WHERE x.notice = n.id AND x.kind IN ('extended', 'moved')), "
               "n.seq) WHERE "
               "n.id = $1",
               notice.id);
  if (found.empty()) return;
  const auto& closing = found[0];
  if (on <= last) {
    notice.ended = {{"on", on}, {"reason", pg::text(closing["reason"])}};
  } else if (pg::boolean(closing["is_another"])) {
    notice.counted_anew = {.seq = pg::integer(closing["seq"]),
                           .calendar = pg::text(closing["calendar_id"])};
  }
}

Notice told_notice(pqxx::transaction_base& tx, const pqxx::row& row) {
  Notice notice = notice_of_row(row);
  tell_end(tx, notice);
  return notice;
}

std::vector<Notice> told_notices(pqxx::transaction_base& tx, const pqxx::result& found) {
  std::vector<Notice> notices;
  for (const auto& row : found) notices.push_back(told_notice(tx, row));
  return notices;
}

struct NoticeNumber {
  int year = 9999, number = 2'000'000'000;  ///< Behind every real one.
};
/// Of "2026-12"; of anything else the end of the list.
NoticeNumber number_of(const std::string& id) {
  NoticeNumber parsed;
  const std::size_t dash = id.find('-');
  if (dash == std::string::npos) return {};
  const char* const end = id.data() + id.size();
  const bool good = std::from_chars(id.data(), id.data() + dash, parsed.year).ec == std::errc() &&
                    std::from_chars(id.data() + dash + 1, end, parsed.number).ec == std::errc();
  return good ? parsed : NoticeNumber{};
}

std::string without_nul(std::string text) {
  std::erase(text, '\0');
  return text;
}

/// Name and contact with their own salt, sealed, and the commitment that the comment's record
/// names.
void seal_person(CommentItem& item, const PersonalBox& box) {
  if (!item.comment.name && !item.comment.contact) return;
  JsonObject person{{"name", item.comment.name.value_or("")},
                    {"contact", item.comment.contact.value_or("")}};
  if (item.comment.guardian_consent) person["guardian_consent"] = true;
  const std::string salt = random_bytes(16), plain = archive::canonical(person);
  item.person_commitment = std::string(archive::bytes_of(archive::sha256(salt + plain)));
  item.sealed = box.seal(salt + plain);
}

Person person_of(const PersonalBox& box, const std::string& sealed) {
  const auto plain = box.unseal(sealed);
  ensure(plain.has_value() && plain->size() > 16,
         "personal data was sealed with this server's key");
  const JsonObject person = boost::json::parse(std::string_view(*plain).substr(16)).as_object();
  return {string_or(person, "name"), string_or(person, "contact"),
          person.contains("guardian_consent")};
}

}  // namespace

Participation::Participation(Pool& pool, CommitQueue& queue, desk::Clock& clock,
                             const PersonalBox& box)
    : pool_(pool),
      queue_(queue),
      clock_(clock),
      box_(box),
      intake_(std::make_unique<CommentIntake>()) {
  const std::string own = box.fingerprint();
  const std::string known = pool.write([&](pqxx::transaction_base& tx) {
    pg::exec(tx, "INSERT INTO personal_key (fingerprint) VALUES ($1::bytea) ON CONFLICT DO NOTHING",
             pg::Bytes{own});
    return pg::bytes(pg::exec(tx, "SELECT fingerprint FROM personal_key")[0][0]);
  });
  if (known != own) {
    throw WrongPersonalKey(
        "the personal key in the data folder is not the one this database was filled with: put the "
        "original file back");
  }
}
Participation::~Participation() = default;

std::string Notice::said_closes_on() const {
  return extended.empty() ? closes_on : string_or(extended.back().get_object(), "closes_on");
}

std::string Notice::told_closes_on() const {
  std::string last = said_closes_on();
  for (const Json& each : moved) last = std::max(last, string_or(each.get_object(), "closes_on"));
  return last;
}

std::vector<Notice> Participation::notices(bool open_only, const std::string& cursor, int limit) {
  const NoticeNumber after = number_of(cursor);
  return pool_.read([&](pqxx::transaction_base& tx) {
    return told_notices(
        tx, pg::exec(tx,
                     "SELECT * FROM notice_row WHERE (year, number) < ($1::integer, $2::integer) "
                     "AND (NOT $3::boolean OR closed_at IS NULL) "
                     "ORDER BY year DESC, number DESC LIMIT $4::integer",
                     after.year, after.number, open_only, limit));
  });
}

std::optional<Notice> Participation::notice(const std::string& id) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<Notice> {
    const auto found = pg::exec(tx, "SELECT * FROM notice_row WHERE id = $1", id);
    if (found.empty()) return std::nullopt;
    return told_notice(tx, found[0]);
  });
}

std::vector<Notice> Participation::notices_of(const std::string& matter) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return told_notices(
        tx,
        pg::exec(tx, "SELECT * FROM notice_row WHERE matter = $1 ORDER BY year, number", matter));
  });
}

std::map<Adoption, std::int64_t> Participation::adoptions_of(const std::string& notice) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::map<Adoption, std::int64_t> out;
    const auto found =
        pg::exec(tx,
                 "SELECT adoption, count(*) AS comments FROM (SELECT DISTINCT ON (seq) adoption "
                 "FROM reply WHERE notice = $1 ORDER BY seq, version DESC) r GROUP BY adoption",
                 notice);
    for (const auto& row : found) {
      if (const auto adoption = adoption_of(pg::text(row["adoption"])))
        out[*adoption] = pg::integer(row["comments"]);
    }
    return out;
  });
}

std::expected<Receipt, CommentFault> Participation::comment(const std::string& notice,
                                                            NewComment comment, Answer answer) {
  CommentItem item{.notice = notice,
                   .comment = std::move(comment),
                   .now = clock_.now(),
                   .secret_sha256 = "",
                   .salt = random_bytes(16),
                   .sealed = "",
                   .person_commitment = "",
                   .answer = std::move(answer),
                   .secret = new_secret()};
  item.comment.text = without_nul(std::move(item.comment.text));
  if (item.comment.clause) item.comment.clause = without_nul(std::move(*item.comment.clause));
  item.secret_sha256 = secret_hash(item.secret);
  seal_person(item, box_);
  queue_.submit(*intake_, item);
  if (!item.receipt) return std::unexpected(item.receipt.error());
  return Receipt{.receipt = *item.receipt, .secret = item.secret, .received_at = item.now};
}

std::expected<Comment, CommentFault> Participation::follow(const std::string& receipt,
                                                           std::string_view secret) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::expected<Comment, CommentFault> {
    const auto found = pg::exec(
        tx, "SELECT * FROM comment_row WHERE receipt = $1 AND secret_sha256 = decode($2, 'hex')",
        receipt, secret_hash(secret));
    if (found.empty()) return std::unexpected(CommentFault::no_such_comment);
    return comment_of_row(found[0]);
  });
}

std::optional<Comment> Participation::find(const std::string& receipt) {
  return pool_.read([&](pqxx::transaction_base& tx) { return comment_in(tx, receipt); });
}

std::vector<Comment> Participation::list(const std::string& matter, bool unanswered_only,
                                         const std::string& after, int limit) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::string from_notice;
    std::int64_t from_seq = 0;
    if (const auto last = after.empty() ? std::nullopt : comment_in(tx, after)) {
      from_notice = last->notice;
      from_seq = last->seq;
    }
    // Notice by notice, each along its own index: a page costs the same wherever it lies.
    std::vector<Comment> comments;
    bool reached = from_notice.empty();
    for (const auto& row :
         pg::exec(tx, "SELECT id FROM notice WHERE matter = $1 ORDER BY year, number", matter)) {
      const std::string notice = pg::text(row["id"]);
      reached = reached || notice == from_notice;
      const auto wanted = limit - static_cast<int>(comments.size());
      if (!reached || wanted <= 0) continue;
      const std::int64_t seq = notice == from_notice ? from_seq : 0;
      const auto page =
          unanswered_only
              ? pg::exec(
                    tx,
                    "SELECT c.* FROM unanswered u JOIN comment_row c ON c.notice = u.notice AND "
                    "c.seq = u.seq "
                    "WHERE u.notice = $1 AND u.seq > $2::bigint ORDER BY u.seq LIMIT $3::integer",
                    notice, seq, wanted)
              : pg::exec(tx,
                         "SELECT * FROM comment_row WHERE notice = $1 AND seq > $2::bigint ORDER "
                         "BY seq LIMIT $3::integer",
                         notice, seq, wanted);
      for (const auto& found : page) comments.push_back(comment_of_row(found));
    }
    return comments;
  });
}

std::vector<PublishedComment> Participation::published(const std::string& notice,
                                                       std::int64_t after, int limit) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<PublishedComment> out;
    for (const auto& row : pg::exec(
             tx,
             "SELECT c.*, p.sealed, g.person_commitment IS NOT NULL AND p.sealed IS NULL AS "
             "is_erased FROM comment_row c JOIN comment g USING (notice, seq) LEFT JOIN "
             "comment_person p USING (notice, seq) WHERE notice = $1 AND seq > $2::bigint "
             "AND c.consent_publish AND c.status = 'replied' AND EXISTS (SELECT FROM "
             "notice_feedback f WHERE f.notice = c.notice AND f.at >= c.settled_at) ORDER BY seq "
             "LIMIT $3::integer",
             notice, after, limit)) {
      const bool is_named = !row["sealed"].is_null();
      out.push_back({.comment = comment_of_row(row),
                     .sender = is_named ? person_of(box_, pg::bytes(row["sealed"])).name : "",
                     .is_erased = pg::boolean(row["is_erased"])});
    }
    return out;
  });
}

std::optional<Person> person_in(pqxx::transaction_base& tx, const PersonalBox& box,
                                const std::string& receipt) {
  const auto found =
      pg::exec(tx,
               "SELECT p.sealed FROM comment_person p "
               "JOIN comment c ON c.notice = p.notice AND c.seq = p.seq WHERE c.receipt = $1",
               receipt);
  if (found.empty()) return std::nullopt;
  return person_of(box, pg::bytes(found[0]["sealed"]));
}

std::optional<Person> Participation::person(const std::string& receipt) {
  return pool_.read([&](pqxx::transaction_base& tx) { return person_in(tx, box_, receipt); });
}

}  // namespace gavel::db
