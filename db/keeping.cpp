#include "db/keeping.hpp"

#include <pqxx/pqxx>

#include "archive/canonical.hpp"
#include "archive/digest.hpp"
#include "db/destroying.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/signing_keys.hpp"
#include "embedded/queries.hpp"

namespace gavel::db {
namespace {

Day day(const pqxx::field& field) { return parse_day(pg::text(field)).value(); }
int whole(const pqxx::field& field) { return static_cast<int>(pg::integer(field)); }

KeptVolume volume_of(const pqxx::row& row) {
  return {.archival_code = pg::text(row["archival_code"]),
          .matter = pg::text(row["matter"]),
          .title = pg::text(row["title"]),
          .retention = pg::text(row["retention"]),
          .unit = pg::text(row["unit"]),
          .fonds = pg::text(row["fonds"]),
          .sha256 = pg::text(row["sha256"]),
          .year = whole(row["year"]),
          .size = static_cast<std::uint64_t>(pg::integer(row["size"])),
          .passed = row["passed"].as<bool>(),
          .access = pg::text(row["access"]),
          .wholly_open = pg::boolean(row["wholly_open"]),
          .disclosure = pg::maybe(row["disclosure"], pg::text),
          .to_be_destroyed = row["to_be_destroyed"].as<bool>(),
          .destroyed_by = pg::maybe(row["destroyed_by"], pg::text).value_or(""),
          .receiver = row["receiver"].is_null() ? "" : pg::text(row["receiver"]),
          .opening_due = pg::maybe(row["opening_due"], day),
          .appraisal_due = pg::maybe(row["appraisal_due"], day),
          .handover_due = pg::maybe(row["handover_due"], day)};
}

std::vector<KeptVolume> volumes_of(const pqxx::result& rows) {
  std::vector<KeptVolume> out;
  for (const auto& row : rows) out.push_back(volume_of(row));
  return out;
}

matter::Actor person(const pqxx::row& row, const std::string& prefix) {
  return {.account = pg::text(row[prefix + "account"]),
          .name = pg::text(row[prefix + "name"]),
          .unit = pg::text(row[prefix + "unit"]),
          .roles = {}};
}

KeepingAct act_of(const pqxx::row& row) {
  KeepingAct out{.id = pg::text(row["id"]),
                 .archival_code = pg::text(row["archival_code"]),
                 .kind = pg::text(row["kind"]),
                 .outcome = pg::text(row["outcome"]),
                 .reason = pg::text(row["reason"]),
                 .receiver = pg::text(row["receiver"]),
                 .title = pg::text(row["title"]),
                 .list = pg::text(row["list"]),
                 .document = pg::maybe(row["document"], pg::text),
                 .appraisal = pg::maybe(row["appraisal"], pg::text),
                 .review = pg::maybe(row["review"], pg::text).value_or(""),
                 .disclosure = pg::maybe(row["disclosure"], pg::text),
                 .years = pg::maybe(row["years"], whole),
                 .by = person(row, ""),
                 .at = pg::instant(row["at"]),
                 .answer = {}};
  if (row["agreed"].is_null()) return out;
  const auto text = [&](const char* name) {
    return row[name].is_null() ? std::string() : pg::text(row[name]);
  };
  out.answer = KeepingAct::Answer{
      .agreed = row["agreed"].as<bool>(),
      .note = text("note"),
      .signature = row["signature"].is_null() ? "" : pg::bytes(row["signature"]),
      .public_key = text("public_key"),
      .receiver_key = text("receiver_key"),
      .own_key = text("own_key"),
      .own_signature = row["own_signature"].is_null() ? "" : pg::bytes(row["own_signature"]),
      .by = person(row, "w_"),
      .at = pg::instant(row["w_at"])};
  return out;
}

constexpr const char* acts =
    "SELECT a.*, p.title, p.params ->> 'disclosure' AS disclosure, r.review, w.agreed, "
    "w.note, w.signature, w.public_key, w.account AS w_account, "
    "w.name AS w_name, w.unit AS w_unit, w.at AS w_at, h.receiver_key, h.key_id AS own_key, "
    "h.signature AS own_signature FROM keeping_act a LEFT JOIN package p USING "
    "(archival_code) LEFT JOIN opening_review r ON r.act = a.id LEFT JOIN keeping_answer w ON "
    "w.act = a.id LEFT JOIN handover_signature h ON h.act = a.id "
    "WHERE CASE WHEN $1 = 'id' THEN a.id = $2 ELSE a.archival_code = $2 END ORDER BY a.at, a.id";

/// The few of all acts that nobody has answered: no answer is joined, for there is none.
constexpr const char* waiting_acts =
    "SELECT a.*, p.title, p.params ->> 'disclosure' AS disclosure, r.review, NULL AS agreed FROM "
    "keeping_act a LEFT JOIN package p USING (archival_code) LEFT JOIN opening_review r ON r.act = "
    "a.id WHERE NOT EXISTS (SELECT FROM keeping_answer w WHERE w.act = a.id) "
    "AND ($1 = '' OR (a.at, a.id) > (SELECT at, id FROM keeping_act WHERE id = $1)) "
    "ORDER BY a.at, a.id LIMIT $2::integer";

/// The volume may be decided on so by this person. It is held against other acts until the
/// transaction ends.
std::expected<void, KeepingFault> held(pqxx::transaction_base& tx, const std::string& code,
                                       std::string_view kind, const matter::Actor& by) {
  pg::exec(tx, "SELECT pg_advisory_xact_lock(hashtext('keeping:' || $1))", code);
  const auto found = pg::exec(
      tx,
      "SELECT unit, destroyed_by IS NOT NULL, handed_over_at IS NOT NULL, EXISTS (SELECT FROM "
      "recused r WHERE r.matter = v.matter AND r.account = $2 AND r.step IN ('declare', 'order')) "
      "FROM kept_volume v WHERE archival_code = $1",
      code, by.account);
  if (found.empty()) return std::unexpected(KeepingFault::no_such_volume);
  if (pg::boolean(found[0][1])) return std::unexpected(KeepingFault::destroyed);
  if (pg::boolean(found[0][2]) && (kind == "appraisal" || kind == "destruction"))
    return std::unexpected(KeepingFault::handed_over);
  if (pg::text(found[0][0]) == by.unit) return std::unexpected(KeepingFault::drafting_unit);
  if (pg::boolean(found[0][3])) return std::unexpected(KeepingFault::keeps_out);
  return {};
}

bool holds(pqxx::transaction_base& tx, const std::string& code, const std::string& document) {
  return !pg::exec(tx,
                   "SELECT FROM document d JOIN package p USING (matter) WHERE d.id = $2 AND "
                   "p.archival_code = $1 AND d.seq <= p.seq",
                   code, document)
              .empty();
}

/// Both keys of a hand-over, held so until it is written.
bool keys_in_force(pqxx::transaction_base& tx, const KeepingAct::Answer& answer) {
  pg::Array own;
  own.add(answer.own_key);
  if (keys_held_in_force(tx, own).empty()) return false;
  pg::exec(tx, "SELECT pg_advisory_xact_lock_shared(hashtext('outside-key:' || $1))",
           answer.receiver_key);
  return pg::exec(tx, "SELECT 1 FROM outside_key_revocation WHERE key_id = $1", answer.receiver_key)
      .empty();
}

/// What the receiver found wanting is not handed over (档案法 art. 39): it goes back, to be mended.
bool receiver_refuses(pqxx::transaction_base& tx, const std::string& act) {
  const auto newest =
      pg::exec(tx, "SELECT passed FROM handover_test WHERE act = $1 ORDER BY n DESC LIMIT 1", act);
  return !newest.empty() && !pg::boolean(newest[0][0]);
}

/// What is opened is no state secret, neither a document nor one in the volume, until its class is
/// lowered (db/document_security.hpp).
bool is_classified(pqxx::transaction_base& tx, const std::string& code, std::string_view kind,
                   const std::string& outcome, const std::optional<std::string>& document) {
  if (kind != "access" || outcome != "open") return false;
  return !pg::exec(tx,
                   "SELECT FROM secret_document WHERE archival_code = $1 AND ($2::text IS NULL OR "
                   "document = $2) LIMIT 1",
                   code, document)
              .empty();
}

/// A volume, and a document of it that the public has not, is opened after a review of it (档案法
/// art. 27, 30; 保密法实施条例 art. 42): neither the years nor the two persons are one.
bool lacks_review(pqxx::transaction_base& tx, const std::string& code, std::string_view kind,
                  const std::string& outcome, const std::optional<std::string>& document,
                  const std::string& review) {
  if (kind != "access" || outcome != "open" || !review.empty()) return false;
  return pg::exec(tx,
                  "SELECT FROM package p JOIN document d ON d.matter = p.matter WHERE "
                  "p.archival_code = $1 AND d.id = $2 AND d.code = ANY "
                  "(papers_published(p.params))",
                  code, document)
      .empty();
}

/// Papers for the inside are no part of what is opened with the volume, nor is the package, in
/// which the whole course of events stands. What was opened by name is open.
void hold_back(pqxx::transaction_base& tx, const std::string& act, const std::string& code) {
  pg::exec(tx,
           "WITH volume AS (SELECT matter, seq, papers_inside(procedure, params) AS inside FROM "
           "package WHERE archival_code = $2) INSERT INTO opening_held_back (act, document) "
           "SELECT $1, d.id FROM volume v JOIN document d ON d.matter = v.matter AND d.seq <= "
           "v.seq AND d.code = ANY (v.inside) UNION ALL SELECT $1, '' FROM volume WHERE "
           "cardinality(inside) > 0",
           act, code);
}

/// Holds the volume until the transaction ends.
std::expected<void, KeepingFault> check_proposal(pqxx::transaction_base& tx,
                                                 const KeepingAct& act) {
  if (const auto may = held(tx, act.archival_code, act.kind, act.by); !may) return may;
  if (act.document && !holds(tx, act.archival_code, *act.document))
    return std::unexpected(KeepingFault::not_in_volume);
  if (is_classified(tx, act.archival_code, act.kind, act.outcome, act.document))
    return std::unexpected(KeepingFault::classified);
  if (lacks_review(tx, act.archival_code, act.kind, act.outcome, act.document, act.review))
    return std::unexpected(KeepingFault::not_reviewed);
  const auto waiting = pg::exec(
      tx,
      "SELECT 1 FROM keeping_act a WHERE a.archival_code = $1 AND a.kind = $2 AND a.document IS "
      "NOT DISTINCT FROM $3 AND NOT EXISTS (SELECT FROM keeping_answer w WHERE w.act = a.id)",
      act.archival_code, act.kind, act.document);
  if (!waiting.empty()) return std::unexpected(KeepingFault::open_act);
  return {};
}

/// In the index of what is searched.
void show_access(pqxx::transaction_base& tx, const std::string& code) {
  pg::exec(tx,
           "UPDATE archive_record SET access = access_of(archival_code, document) WHERE "
           "archival_code = $1 AND access <> access_of(archival_code, document)",
           code);
}

}  // namespace

std::optional<KeptVolume> Keeping::find(const std::string& archival_code) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<KeptVolume> {
    const auto found = pg::exec(tx,
                                "SELECT k.*, p.params ->> 'disclosure' AS disclosure FROM "
                                "kept_volume k JOIN package p USING (archival_code) WHERE "
                                "archival_code = $1",
                                archival_code);
    if (found.empty()) return std::nullopt;
    return volume_of(found[0]);
  });
}

std::string Keeping::report_sha256(const std::string& archival_code) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::string {
    const auto found =
        pg::exec(tx, "SELECT report FROM package WHERE archival_code = $1 AND report IS NOT NULL",
                 archival_code);
    if (found.empty()) return "";
    return archive::sha256_hex(archive::canonical(pg::object(found[0][0])));
  });
}

std::vector<KeptVolume> Keeping::due(std::string_view kind, Day by, int limit) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return volumes_of(pg::exec(tx, query::keeping_due_sql, kind, to_string(by), limit));
  });
}

/// From the acts: of many volumes few are open, and everyone may ask.
std::vector<KeptVolume> Keeping::open(const std::string& after, int limit) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return volumes_of(pg::exec(
        tx,
        "SELECT k.*, p.params ->> 'disclosure' AS disclosure FROM (SELECT archival_code FROM "
        "open_volume WHERE is_open AND archival_code > "
        "$1) o JOIN "
        "LATERAL (SELECT * FROM kept_volume v WHERE v.archival_code = o.archival_code) k ON true "
        "JOIN package p ON p.archival_code = o.archival_code "
        "ORDER BY k.archival_code LIMIT $2::integer",
        after, limit));
  });
}

std::string Keeping::access_of(const std::string& archival_code, const std::string& document) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return pg::text(pg::exec(tx, "SELECT access_of($1, $2)", archival_code, document)[0][0]);
  });
}

std::vector<DocumentAccess> Keeping::documents_of(const std::string& archival_code) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<DocumentAccess> out;
    for (const auto& row :
         pg::exec(tx,
                  "SELECT document, outcome, access_of(archival_code, document) FROM "
                  "document_access WHERE archival_code = $1 ORDER BY document",
                  archival_code))
      out.push_back({pg::text(row[0]), pg::text(row[1]), pg::text(row[2])});
    return out;
  });
}

std::vector<KeepingAct> Keeping::acts_of(const std::string& archival_code) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<KeepingAct> out;
    for (const auto& row : pg::exec(tx, acts, "code", archival_code)) out.push_back(act_of(row));
    return out;
  });
}

std::optional<KeepingAct> Keeping::act(const std::string& id) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<KeepingAct> {
    const auto found = pg::exec(tx, acts, "id", id);
    if (found.empty()) return std::nullopt;
    return act_of(found[0]);
  });
}

std::vector<KeepingAct> Keeping::waiting(const std::string& after, int limit) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<KeepingAct> out;
    for (const auto& row : pg::exec(tx, waiting_acts, after, limit)) out.push_back(act_of(row));
    return out;
  });
}

std::expected<void, KeepingFault> Keeping::may_propose(const KeepingAct& act) {
  return pool_.write([&](pqxx::transaction_base& tx) { return check_proposal(tx, act); });
}

std::expected<void, KeepingFault> Keeping::propose(const KeepingAct& act) {
  using Outcome = std::expected<void, KeepingFault>;
  return pool_.write([&](pqxx::transaction_base& tx) -> Outcome {
    if (const auto may = check_proposal(tx, act); !may) return may;
    pg::exec(tx,
             "INSERT INTO keeping_act (id, archival_code, kind, outcome, years, reason, receiver, "
             "list, document, appraisal, account, name, unit, at) VALUES ($1, $2, $3, $4, "
             "$5::integer, $6, $7, $8, $9, $10, $11, $12, $13, $14::timestamptz)",
             act.id, act.archival_code, act.kind, act.outcome, act.years, act.reason, act.receiver,
             act.list, act.document, act.appraisal, act.by.account, act.by.name, act.by.unit,
             act.at);
    if (!act.review.empty())
      pg::exec(tx, "INSERT INTO opening_review (act, review) VALUES ($1, $2)", act.id, act.review);
    return {};
  });
}

std::expected<void, KeepingFault> Keeping::answer(const std::string& id,
                                                  const KeepingAct::Answer& answer) {
  using Outcome = std::expected<void, KeepingFault>;
  return pool_.write([&](pqxx::transaction_base& tx) -> Outcome {
    const auto found = pg::exec(
        tx,
        "SELECT archival_code, account, kind, outcome, document, coalesce(review, '') FROM "
        "keeping_act LEFT JOIN opening_review ON act = id WHERE id = $1",
        id);
    if (found.empty()) return std::unexpected(KeepingFault::no_such_act);
    const auto may = held(tx, pg::text(found[0][0]), pg::text(found[0][2]), answer.by);
    if (!pg::exec(tx, "SELECT 1 FROM keeping_answer WHERE act = $1", id).empty())
      return std::unexpected(KeepingFault::answered);
    if (pg::text(found[0][1]) == answer.by.account)
      return std::unexpected(KeepingFault::same_person);
    if (!may) return may;
    if (!answer.own_signature.empty() && !keys_in_force(tx, answer))
      return std::unexpected(KeepingFault::key_revoked);
    if (answer.agreed && receiver_refuses(tx, id))
      return std::unexpected(KeepingFault::failed_theirs);
    if (answer.agreed && is_classified(tx, pg::text(found[0][0]), pg::text(found[0][2]),
                                       pg::text(found[0][3]), pg::maybe(found[0][4], pg::text)))
      return std::unexpected(KeepingFault::classified);
    const auto document = pg::maybe(found[0][4], pg::text);
    if (answer.agreed && lacks_review(tx, pg::text(found[0][0]), pg::text(found[0][2]),
                                      pg::text(found[0][3]), document, pg::text(found[0][5])))
      return std::unexpected(KeepingFault::not_reviewed);
    const bool is_signed = !answer.signature.empty();
    pg::exec(tx,
             "INSERT INTO keeping_answer (act, agreed, note, signature, public_key, account, name, "
             "unit, at) VALUES ($1, $2::boolean, $3, CASE WHEN $4::boolean THEN $5::bytea END, "
             "CASE WHEN $4::boolean THEN $6 END, $7, $8, $9, $10::timestamptz)",
             id, answer.agreed, answer.note, is_signed, pg::Bytes{answer.signature},
             answer.public_key, answer.by.account, answer.by.name, answer.by.unit, answer.at);
    if (!answer.own_signature.empty())
      pg::exec(tx,
               "INSERT INTO handover_signature (act, receiver_key, key_id, signature) VALUES ($1, "
               "$2, $3, $4::bytea)",
               id, answer.receiver_key, answer.own_key, pg::Bytes{answer.own_signature});
    if (!answer.agreed) return {};
    const std::string kind = pg::text(found[0][2]);
    if (kind == "destruction") destroy(tx, id);
    if (kind == "access" && pg::text(found[0][3]) == "open" && !document)
      hold_back(tx, id, pg::text(found[0][0]));
    if (kind == "access") show_access(tx, pg::text(found[0][0]));
    return {};
  });
}

}  // namespace gavel::db
