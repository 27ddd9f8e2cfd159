#include "db/comment_intake.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <pqxx/pqxx>

#include "archive/canonical.hpp"
#include "archive/digest.hpp"
#include "db/ledger_leaf.hpp"
#include "db/pg.hpp"
#include "db/secret_file.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

struct OpenNotice {
  std::string matter;
  bool open = false;
  std::int64_t last_seq = 0;
};

/// The items' notices, locked until the commit: whoever closes one waits, or has closed it before.
std::map<std::string, OpenNotice> lock_notices(pqxx::transaction_base& tx,
                                               std::span<CommentItem* const> items) {
  std::set<std::string> ids;
  for (const auto* item : items) ids.insert(item->notice);
  pg::Array wanted;
  for (const auto& id : ids) wanted.add(id);
  std::map<std::string, OpenNotice> notices;
  for (const auto& row :
       pg::exec(tx,
                "SELECT id, matter, closed_at IS NULL AS open, last_seq FROM notice "
                "WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE",
                wanted)) {
    notices[pg::text(row["id"])] = {pg::text(row["matter"]), pg::boolean(row["open"]),
                                    pg::integer(row["last_seq"])};
  }
  return notices;
}

void save_sequences(pqxx::transaction_base& tx, const std::map<std::string, OpenNotice>& notices) {
  pg::Array ids, lasts;
  for (const auto& [id, notice] : notices) {
    if (!notice.open) continue;
    ids.add(id);
    lasts.add(notice.last_seq);
  }
  pg::exec(tx,
           "UPDATE notice n SET last_seq = taken.last FROM unnest($1::text[], $2::bigint[]) AS "
           "taken(id, last) "
           "WHERE n.id = taken.id AND n.last_seq < taken.last",
           ids, lasts);
}

/// The columns of the comments accepted so far, one array each.
struct Columns {
  pg::Array notice, seq, receipt, secret, text, clause, channel, consent, at, person, salt,
      commitment;
  pg::Array person_notice, person_seq, sealed;
  std::vector<archive::Leaf> leaves;

  void add(const CommentItem& item, const std::string& matter, std::int64_t number,
           const std::string& receipt_no) {
    const std::string committed = comment_commitment(item, receipt_no);
    notice.add(item.notice);
    seq.add(number);
    receipt.add(receipt_no);
    secret.add(item.secret_sha256);
    text.add(item.comment.text);
    clause.add(item.comment.clause);
    channel.add(item.comment.channel);
    consent.add(item.comment.consent_publish);
    at.add(item.now);
    const auto digest = item.person_commitment.empty()
                            ? std::nullopt
                            : std::optional(pg::Bytes{item.person_commitment});
    person.add(digest);
    salt.add(pg::Bytes{item.salt});
    commitment.add(committed);
    if (!item.sealed.empty()) {
      person_notice.add(item.notice);
      person_seq.add(number);
      sealed.add(pg::Bytes{item.sealed});
    }
    leaves.push_back({.type = "comment",
                      .matter = matter,
                      .subject = receipt_no,
                      .sha256 = committed,
                      .at = item.now});
  }

  void insert(pqxx::transaction_base& tx) const {
    if (notice.empty()) return;
    pg::exec(tx,
             "INSERT INTO comment (notice, seq, receipt, secret_sha256, text, clause, channel, "
             "consent_publish, "
             "received_at, person_commitment, salt, commitment) "
             "SELECT n, s, r, decode(h, 'hex'), t, c, ch, co, a, p, sa, decode(cm, 'hex') "
             "FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], "
             "$6::text[], $7::text[], "
             "$8::boolean[], $9::timestamptz[], $10::bytea[], $11::bytea[], $12::text[]) "
             "AS given(n, s, r, h, t, c, ch, co, a, p, sa, cm)",
             notice, seq, receipt, secret, text, clause, channel, consent, at, person, salt,
             commitment);
    if (!sealed.empty()) {
      pg::exec(tx,
               "INSERT INTO comment_person (notice, seq, sealed) "
               "SELECT * FROM unnest($1::text[], $2::bigint[], $3::bytea[])",
               person_notice, person_seq, sealed);
    }
    add_leaves(tx, leaves);
  }
};

/// The keys among the items' answers that were used before, as "account\nkey".
std::set<std::string> used_keys(pqxx::transaction_base& tx, std::span<CommentItem* const> items) {
  pg::Array accounts, keys;
  for (const auto* item : items) {
    if (!item->kept) continue;
    accounts.add(item->kept->account);
    keys.add(item->kept->key);
  }
  std::set<std::string> used;
  if (keys.empty()) return used;
  for (const auto& row :
       pg::exec(tx,
                "SELECT i.account, i.key FROM idempotency i JOIN unnest($1::text[], $2::text[]) AS "
                "asked(account, key) ON i.account = asked.account AND i.key = asked.key",
                accounts, keys)) {
    used.insert(pg::text(row[0]) + "\n" + pg::text(row[1]));
  }
  return used;
}

/// A key that another node takes at this very moment makes the batch fail; tried alone, it is used.
void keep_answers(pqxx::transaction_base& tx, std::span<CommentItem* const> items) {
  pg::Array accounts, keys, requests, statuses, locations, bodies;
  for (const auto* item : items) {
    if (!item->kept || !item->receipt) continue;
    accounts.add(item->kept->account);
    keys.add(item->kept->key);
    requests.add(item->kept->request_sha256);
    statuses.add(std::int64_t{item->kept->status});
    locations.add(item->kept->location);
    bodies.add(item->kept->body);
  }
  if (keys.empty()) return;
  pg::exec(
      tx,
      "INSERT INTO idempotency (account, key, request_sha256, status, location, body) "
      "SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[])",
      accounts, keys, requests, statuses, locations, bodies);
}

void set_answer(CommentItem& item, const std::string& receipt) {
  if (item.answer)
    item.kept = item.answer({.receipt = receipt, .secret = item.secret, .received_at = item.now});
}

}  // namespace

void CommentIntake::write(pqxx::transaction_base& tx, std::span<CommentItem* const> items) {
  auto notices = lock_notices(tx, items);
  Columns columns;
  for (CommentItem* item : items) set_answer(*item, "");  // its key is known before its receipt
  const auto used = used_keys(tx, items);
  for (CommentItem* item : items) {
    if (item->kept && used.contains(item->kept->account + "\n" + item->kept->key)) {
      item->receipt = std::unexpected(CommentFault::repeated);
      continue;
    }
    const auto found = notices.find(item->notice);
    if (found == notices.end()) {
      item->receipt = std::unexpected(CommentFault::no_such_notice);
    } else if (!found->second.open) {
      item->receipt = std::unexpected(CommentFault::notice_closed);
    } else {
      const std::int64_t seq = ++found->second.last_seq;
      item->receipt = receipt_number(item->notice, seq);
      set_answer(*item, *item->receipt);
      columns.add(*item, found->second.matter, seq, *item->receipt);
    }
  }
  save_sequences(tx, notices);
  columns.insert(tx);
  keep_answers(tx, items);
}

void enter_comment(pqxx::transaction_base& tx, const EnteredComment& entered) {
  const auto notice = pg::exec(tx,
                               "UPDATE notice SET last_seq = last_seq + 1 WHERE id = (SELECT id "
                               "FROM notice WHERE matter = $1 ORDER BY year DESC, number DESC "
                               "LIMIT 1) RETURNING id, last_seq",
                               entered.matter);
  ensure(!notice.empty(), "a comment is entered under a notice");
  const std::int64_t seq = pg::integer(notice[0]["last_seq"]);
  const CommentItem item{.notice = pg::text(notice[0]["id"]),
                         .comment = entered.comment,
                         .now = entered.at,
                         .secret_sha256 = secret_hash(new_secret()),
                         .salt = random_bytes(16),
                         .sealed = "",
                         .person_commitment = "",
                         .received_on = entered.received_on,
                         .organisation = entered.organisation};
  Columns columns;
  columns.add(item, entered.matter, seq, receipt_number(item.notice, seq));
  columns.insert(tx);
  pg::exec(tx,
           "INSERT INTO entered_comment (notice, seq, event_seq, received_on) VALUES ($1, "
           "$2::bigint, $3::bigint, $4::date)",
           item.notice, seq, entered.event_seq, entered.received_on);
  if (entered.organisation.empty()) return;
  pg::exec(tx, "INSERT INTO comment_organisation (notice, seq, name) VALUES ($1, $2::bigint, $3)",
           item.notice, seq, entered.organisation);
}

std::string comment_commitment(const CommentItem& item, const std::string& receipt) {
  JsonObject record{{"receipt", receipt},
                    {"received_at", to_string(item.now)},
                    {"text", item.comment.text},
                    {"channel", item.comment.channel},
                    {"consent_publish", item.comment.consent_publish}};
  if (item.comment.clause) record["clause"] = *item.comment.clause;
  if (!item.received_on.empty()) record["received_on"] = item.received_on;
  if (!item.organisation.empty()) record["organisation"] = item.organisation;
  if (!item.person_commitment.empty())
    record["person_sha256"] = archive::to_hex(item.person_commitment);
  return archive::sha256_hex(item.salt + archive::canonical(record));
}

std::string secret_hash(std::string_view secret) {
  std::string plain;
  for (char c : secret) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    if (crockford.contains(c)) plain.push_back(c);
  }
  return archive::sha256_hex(plain);
}

std::string new_secret() {
  const std::string bytes = random_bytes(16);
  std::string secret;
  unsigned buffer = 0;
  int bits = 0;
  for (const char byte : bytes) {
    buffer = (buffer << 8) | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 5; bits -= 5) secret.push_back(crockford[(buffer >> (bits - 5)) & 31]);
    buffer &= (1U << bits) - 1;
  }
  secret.push_back(crockford[(buffer << (5 - bits)) & 31]);
  return secret;
}

}  // namespace gavel::db
