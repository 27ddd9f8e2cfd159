#include "db/record_digests.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <limits>
#include <set>
#include <vector>

#include "archive/digest.hpp"
#include "db/comment_intake.hpp"
#include "db/comment_rows.hpp"
#include "db/destroying.hpp"
#include "db/event_rows.hpp"
#include "db/pg.hpp"
#include "db/signing_keys.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

using Digests = std::map<std::string, std::string>;  ///< Subject to SHA-256.

Digests pairs(const pqxx::result& found) {
  Digests digests;
  for (const auto& row : found) digests[pg::text(row[0])] = pg::text(row[1]);
  return digests;
}

// The document's row and its bytes must both still say what the leaf says; bytes that were
// destroyed need say nothing.
Digests of_documents(pqxx::transaction_base& tx, const pg::Array& subjects) {
  return pairs(pg::exec(
      tx,
      "SELECT d.id, CASE WHEN d.sha256 = sha256(b.bytes) THEN encode(d.sha256, 'hex') "
      "WHEN b.sha256 IS NOT NULL THEN 'changed' "
      "WHEN EXISTS (SELECT FROM destruction x JOIN package p USING (matter) WHERE x.matter "
      "= d.matter AND d.seq <= p.seq) THEN encode(d.sha256, 'hex') ELSE '' END "
      "FROM document d LEFT JOIN blob b ON b.sha256 = d.sha256 "
      "WHERE d.id = ANY($1::text[])",
      subjects));
}

Digests of_destructions(pqxx::transaction_base& tx, const pg::Array& subjects) {
  Digests digests;
  for (const auto& row :
       pg::exec(tx, "SELECT * FROM destruction WHERE act = ANY($1::text[])", subjects))
    digests[pg::text(row["act"])] = destruction_sha256(destruction_of_row(row));
  return digests;
}

Digests of_statements(pqxx::transaction_base& tx, const pg::Array& subjects) {
  return pairs(pg::exec(
      tx, "SELECT id, encode(sha256(bytes), 'hex') FROM STATEMENT WHERE id = ANY($1::text[])",
      subjects));
}

Digests of_signatures(pqxx::transaction_base& tx, const pg::Array& subjects) {
  return pairs(pg::exec(tx,
                        "SELECT statement_id, encode(sha256(bytes), 'hex') FROM signature WHERE "
                        "statement_id = ANY($1::text[])",
                        subjects));
}

Digests of_time_stamps(pqxx::transaction_base& tx, const pg::Array& subjects) {
  return pairs(pg::exec(tx,
                        "SELECT statement_id || '/' || number, encode(sha256(bytes), 'hex') FROM "
                        "time_stamp WHERE statement_id = ANY(SELECT regexp_replace(s, '/[0-9]+$', "
                        "'') FROM unnest($1::text[]) AS s)",
                        subjects));
}

Digests of_comments(pqxx::transaction_base& tx, const pg::Array& subjects) {
  Digests digests;
  for (const auto& row :
       pg::exec(tx,
                "SELECT c.*, to_char(e.received_on, 'YYYY-MM-DD') AS received_on, o.name AS "
                "organisation FROM comment c "
                "LEFT JOIN entered_comment e ON e.notice = c.notice AND e.seq = c.seq "
                "LEFT JOIN comment_organisation o ON o.notice = c.notice AND o.seq = c.seq WHERE "
                "c.receipt = ANY($1::text[])",
                subjects)) {
    const std::string receipt = pg::text(row["receipt"]);
    const CommentItem item{
        .notice = pg::text(row["notice"]),
        .comment = {.text = pg::text(row["text"]),
                    .name = {},
                    .contact = {},
                    .clause = pg::maybe(row["clause"], pg::text),
                    .consent_publish = pg::boolean(row["consent_publish"]),
                    .channel = pg::text(row["channel"])},
        .now = pg::instant(row["received_at"]),
        .secret_sha256 = {},
        .salt = pg::bytes(row["salt"]),
        .sealed = {},
        .person_commitment = pg::maybe(row["person_commitment"], pg::bytes).value_or(""),
        .received_on = pg::text(row["received_on"]),
        .organisation = pg::text(row["organisation"])};
    digests[receipt] = comment_commitment(item, receipt);
  }
  return digests;
}

Digests of_replies(pqxx::transaction_base& tx, const pg::Array& subjects) {
  Digests digests;
  for (const auto& row :
       pg::exec(tx,
                "SELECT c.receipt, r.* FROM reply r JOIN comment c ON c.notice = r.notice AND "
                "c.seq = r.seq "
                "WHERE c.receipt = ANY(SELECT split_part(s, '/', 1) FROM unnest($1::text[]) AS s)",
                subjects)) {
    const Reply reply{
        .adoption = adoption_of(pg::text(row["adoption"])).value_or(Adoption::explained),
        .reason = pg::text(row["reason"]),
        .by = pg::text(row["account"]),
        .unit = pg::text(row["unit"]),
        .at = pg::instant(row["at"]),
        .version = static_cast<int>(pg::integer(row["version"]))};
    const std::string receipt = pg::text(row["receipt"]);
    digests[receipt + "/" + std::to_string(reply.version)] = reply_sha256(receipt, reply);
  }
  return digests;
}

Digests of_dispositions(pqxx::transaction_base& tx, const pg::Array& subjects) {
  Digests digests;
  for (const auto& row :
       pg::exec(tx,
                "SELECT c.receipt, d.kind, d.reason, d.account, d.at FROM disposition d "
                "JOIN comment c ON c.notice = d.notice AND c.seq = d.seq WHERE c.receipt = "
                "ANY($1::text[])",
                subjects)) {
    const std::string receipt = pg::text(row["receipt"]);
    digests[receipt] = disposition_sha256(receipt, pg::text(row["kind"]), pg::text(row["reason"]),
                                          pg::text(row["account"]), pg::instant(row["at"]));
  }
  return digests;
}

/// Both kinds: what is entered of a key, and of its revocation.
Digests of_keys(pqxx::transaction_base& tx, const pg::Array& subjects, bool revocations) {
  Digests digests;
  for (const SigningKey& key : signing_keys(tx, subjects)) {
    const std::string& record = revocations ? key.revocation : key.registration;
    if (!record.empty()) digests[key.id] = archive::sha256_hex(record);
  }
  return digests;
}
Digests of_registrations(pqxx::transaction_base& tx, const pg::Array& subjects) {
  return of_keys(tx, subjects, false);
}
Digests of_revocations(pqxx::transaction_base& tx, const pg::Array& subjects) {
  return of_keys(tx, subjects, true);
}

/// Of those proved after the key was registered; the others are part of its registration.
Digests of_possessions(pqxx::transaction_base& tx, const pg::Array& subjects) {
  return pairs(pg::exec(tx,
                        "SELECT key_id, encode(sha256(bytes), 'hex') FROM key_record WHERE kind = "
                        "'key-possession' AND key_id = ANY($1::text[])",
                        subjects));
}

Digests of_outside_keys(pqxx::transaction_base& tx, const pg::Array& subjects) {
  return pairs(pg::exec(
      tx, "SELECT id, encode(sha256(bytes), 'hex') FROM outside_key WHERE id = ANY($1::text[])",
      subjects));
}
Digests of_outside_revocations(pqxx::transaction_base& tx, const pg::Array& subjects) {
  return pairs(pg::exec(tx,
                        "SELECT key_id, encode(sha256(bytes), 'hex') FROM outside_key_revocation "
                        "WHERE key_id = ANY($1::text[])",
                        subjects));
}

Digests of_handover_tests(pqxx::transaction_base& tx, const pg::Array& subjects) {
  return pairs(pg::exec(
      tx, "SELECT id, encode(sha256(report), 'hex') FROM handover_test WHERE id = ANY($1::text[])",
      subjects));
}

Digests of_document_security(pqxx::transaction_base& tx, const pg::Array& subjects) {
  return pairs(pg::exec(tx,
                        "SELECT id, encode(sha256(record), 'hex') FROM document_security WHERE id "
                        "= ANY($1::text[])",
                        subjects));
}

using Reader = std::function<Digests(pqxx::transaction_base&, const pg::Array&)>;
const std::map<std::string, Reader>& readers() {
  static const std::map<std::string, Reader> known{
      {"document", of_documents},
      {"statement", of_statements},
      {"signature", of_signatures},
      {"comment", of_comments},
      {"reply", of_replies},
      {"withdrawal", of_dispositions},
      {"set-aside", of_dispositions},
      {"time-stamp", of_time_stamps},
      {"destruction", of_destructions},
      {"key", of_registrations},
      {"key-revocation", of_revocations},
      {"key-possession", of_possessions},
      {"outside-key", of_outside_keys},
      {"outside-key-revocation", of_outside_revocations},
      {"handover-test", of_handover_tests},
      {"document-security", of_document_security},
  };
  return known;
}

/// What `reader` makes of the records; one that cannot be read any more is told apart from the
/// others by halving.
Digests read_by(const Reader& reader, pqxx::transaction_base& tx,
                std::span<const LedgerLeaf* const> leaves) {
  pg::Array subjects;
  for (const LedgerLeaf* leaf : leaves) subjects.add(leaf->subject);
  try {
    return reader(tx, subjects);
  } catch (const BrokenInvariant&) {
    if (leaves.size() == 1) return {{leaves[0]->subject, "unreadable"}};
    Digests digests = read_by(reader, tx, leaves.first(leaves.size() / 2));
    digests.merge(read_by(reader, tx, leaves.subspan(leaves.size() / 2)));
    return digests;
  }
}

/// One matter's events by seq; those that can no longer be read as events are missing.
std::map<std::int64_t, std::string> event_digests(pqxx::transaction_base& tx,
                                                  const std::string& matter, std::int64_t first,
                                                  std::int64_t last) {
  std::map<std::int64_t, std::string> digests;
  try {
    for (const matter::Event& event : read_events(tx, matter, first - 1, last, last - first + 1)) {
      digests[event.seq] = archive::sha256_hex(event_line(event));
    }
  } catch (const BrokenInvariant&) {
    // One event is damaged: halve until it stands alone, so that the others are still judged.
    if (first == last) return {};
    const std::int64_t middle = first + (last - first) / 2;
    digests = event_digests(tx, matter, first, middle);
    digests.merge(event_digests(tx, matter, middle + 1, last));
  }
  return digests;
}

void add_events(pqxx::transaction_base& tx,
                const std::map<std::string, std::map<std::int64_t, std::uint64_t>>& wanted,
                std::map<std::uint64_t, std::string>& digests) {
  for (const auto& [matter, indexes] : wanted) {
    const auto found = event_digests(tx, matter, indexes.begin()->first, indexes.rbegin()->first);
    for (const auto& [seq, index] : indexes) {
      const auto known = found.find(seq);
      if (known != found.end()) digests[index] = known->second;
    }
  }
}

}  // namespace

std::map<std::uint64_t, std::string> record_digests(pqxx::transaction_base& tx,
                                                    std::span<const LedgerLeaf> leaves) {
  std::map<std::uint64_t, std::string> digests;
  std::map<std::string, std::vector<const LedgerLeaf*>> by_kind;
  std::map<std::string, std::map<std::int64_t, std::uint64_t>> events;
  for (const LedgerLeaf& leaf : leaves) {
    if (leaf.kind == "event") {
      digests[leaf.index] = "";
      std::int64_t seq = 0;
      std::from_chars(leaf.subject.data(), leaf.subject.data() + leaf.subject.size(), seq);
      events[leaf.matter][seq] = leaf.index;
    } else if (readers().contains(leaf.kind)) {
      by_kind[leaf.kind].push_back(&leaf);
    }
  }
  add_events(tx, events, digests);
  for (const auto& [kind, of_kind] : by_kind) {
    const Digests found = read_by(readers().at(kind), tx, of_kind);
    for (const LedgerLeaf* leaf : of_kind) {
      const auto known = found.find(leaf->subject);
      digests[leaf->index] = known == found.end() ? "" : known->second;
    }
  }
  return digests;
}

}  // namespace gavel::db
