#include "db/document_security.hpp"

#include <pqxx/pqxx>

#include "archive/canonical.hpp"
#include "archive/digest.hpp"
#include "archive/package.hpp"
#include "db/ledger_leaf.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

/// The matter's last event, and no other one until the transaction ends: so whether it is in a
/// package depends on what came first.
std::int64_t last_event_held(pqxx::transaction_base& tx, const std::string& matter) {
  const auto held =
      pg::exec(tx, "SELECT version FROM matter WHERE id = $1 FOR NO KEY UPDATE", matter);
  ensure(!held.empty(), "a document's matter exists");
  return pg::integer(held[0][0]);
}

std::string record_of(const SecurityAct& act) {
  JsonObject record{{"id", act.id},           {"document", act.document},
                    {"matter", act.matter},   {"security", act.security},
                    {"basis", act.basis},     {"account", act.by.account},
                    {"name", act.by.name},    {"unit", act.by.unit},
                    {"at", to_string(act.at)}};
  if (!act.taken_down.empty()) record["taken_down"] = act.taken_down;
  return archive::canonical(record);
}

/// Whether a notice that is open shows it to the public.
bool is_before_the_public(pqxx::transaction_base& tx, const SecurityAct& act) {
  const auto shown = pg::exec(tx,
                              "SELECT FROM notice n, json_each(n.params) p WHERE n.matter = $1 AND "
                              "n.closed_at IS NULL AND p.value ->> 'id' = $2",
                              act.matter, act.document);
  return !shown.empty();
}

/// Keeps of the act why it is taken from the public where it is before it.
std::expected<void, SecurityFault> check(pqxx::transaction_base& tx, SecurityAct& act) {
  const auto now = pg::exec(
      tx,
      "SELECT class, account, security_rank($2) < security_rank(class) FROM document_class "
      "WHERE document = $1",
      act.document, act.security);
  const std::string own = now.empty() ? "" : pg::text(now[0][0]);
  const bool becomes_secret = is_state_secret(act.security) && !is_state_secret(own);
  if (!becomes_secret || !is_before_the_public(tx, act))
    act.taken_down.clear();
  else if (act.taken_down.empty())
    return std::unexpected(SecurityFault::in_a_notice);
  if (now.empty()) return {};
  if (own == act.security) return std::unexpected(SecurityFault::unchanged);
  if (pg::boolean(now[0][2]) && pg::text(now[0][1]) == act.by.account)
    return std::unexpected(SecurityFault::same_person);
  return {};
}

SecurityAct act_of(const pqxx::row& row) {
  return {.id = pg::text(row["id"]),
          .document = pg::text(row["document"]),
          .matter = pg::text(row["matter"]),
          .security = pg::text(row["class"]),
          .basis = pg::text(row["basis"]),
          .by = {.account = pg::text(row["account"]),
                 .name = pg::text(row["name"]),
                 .unit = pg::text(row["unit"]),
                 .roles = {}},
          .at = pg::instant(row["at"]),
          .seq = pg::integer(row["seq"]),
          .taken_down = pg::maybe(row["taken_down"], pg::text).value_or(""),
          .was = pg::maybe(row["was"], pg::text).value_or(""),
          .notice = pg::maybe(row["notice"], pg::text).value_or("")};
}

/// Of one document or of all of a matter's.
std::vector<SecurityAct> acts(pqxx::transaction_base& tx, const std::string& matter,
                              const std::string& document) {
  std::vector<SecurityAct> out;
  for (const auto& row : pg::exec(
           tx,
           "SELECT s.*, convert_from(s.record, 'UTF8')::json ->> 'taken_down' AS taken_down, "
           "lag(s.class) OVER (PARTITION BY s.document ORDER BY s.n) AS was, (SELECT n.id FROM "
           "notice n, json_each(n.params) p WHERE n.matter = s.matter AND n.seq <= s.seq AND "
           "(n.closed_seq IS NULL OR n.closed_seq > s.seq) AND p.value ->> 'id' = s.document ORDER "
           "BY n.seq DESC LIMIT 1) AS notice FROM document_security s WHERE ($1 = '' OR s.matter = "
           "$1) AND ($2 = '' OR s.document = $2) ORDER BY s.n",
           matter, document))
    out.push_back(act_of(row));
  return out;
}

}  // namespace

std::expected<void, SecurityFault> DocumentSecurity::say(SecurityAct act) {
  return pool_.write([&](pqxx::transaction_base& tx) -> std::expected<void, SecurityFault> {
    act.seq = last_event_held(tx, act.matter);
    if (const auto may = check(tx, act); !may) return may;
    const std::string record = record_of(act);
    pg::exec(tx,
             "INSERT INTO document_security (id, document, matter, seq, class, basis, record, "
             "account, name, unit, at) VALUES ($1, $2, $3, $4::bigint, $5, $6, $7::bytea, $8, $9, "
             "$10, $11::timestamptz)",
             act.id, act.document, act.matter, act.seq, act.security, act.basis, pg::Bytes{record},
             act.by.account, act.by.name, act.by.unit, act.at);
    add_leaf(tx, {.type = "document-security",
                  .matter = act.matter,
                  .subject = act.id,
                  .sha256 = archive::sha256_hex(record),
                  .at = act.at});
    pg::exec(tx,
             "UPDATE archive_record SET access = access_of(archival_code, document) WHERE matter = "
             "$1 AND document = $2 AND access <> access_of(archival_code, document)",
             act.matter, act.document);
    return {};
  });
}

SecurityOf DocumentSecurity::of(const std::string& document) {
  return pool_.read([&](pqxx::transaction_base& tx) -> SecurityOf {
    const auto found = pg::exec(
        tx,
        "SELECT own.class, coalesce(nullif(p.params ->> 'security', ''), CASE WHEN p.matter IS "
        "NULL "
        "THEN nullif(nullif(first.data::jsonb -> 'policy' ->> 'security_class', ''), 'none') END) "
        "FROM document d LEFT JOIN document_class own ON own.document = d.id LEFT JOIN package p "
        "ON "
        "p.matter = d.matter AND d.seq <= p.seq LEFT JOIN event first ON first.matter = d.matter "
        "AND first.seq = 1 WHERE d.id = $1",
        document);
    ensure(!found.empty(), "the document exists");
    if (!found[0][0].is_null()) return {.security = pg::text(found[0][0]), .is_own = true};
    return {.security =
                pg::maybe(found[0][1], pg::text).value_or(std::string(archive::default_security)),
            .is_own = false};
  });
}

bool is_state_secret(std::string_view security) {
  const std::size_t rank = archive::security_rank(security);
  return rank >= archive::security_rank("秘密") && rank < archive::security_classes.size();
}

std::vector<SecretDocument> secrets_of(pqxx::transaction_base& tx, const std::string& matter) {
  std::vector<SecretDocument> out;
  for (
      const auto& row : pg::exec(
          tx,
          "SELECT * FROM (SELECT d.id, d.code, coalesce(own.class, twin.class, nullif(p.params ->> "
          "'security', ''), CASE WHEN p.matter IS NULL THEN first.data::jsonb -> 'policy' ->> "
          "'security_class' END) AS class, NOT EXISTS (SELECT FROM document later WHERE "
          "later.matter = d.matter AND later.code = d.code AND later.version > d.version) AS "
          "is_newest FROM document d LEFT JOIN document_class own ON own.document = d.id LEFT JOIN "
          "LATERAL (SELECT c.class FROM document_class c JOIN document o ON o.id = c.document "
          "WHERE c.matter = d.matter AND o.sha256 = d.sha256 ORDER BY security_rank(c.class) DESC "
          "LIMIT 1) twin ON true LEFT JOIN package p ON p.matter = d.matter AND d.seq <= p.seq "
          "LEFT JOIN event first ON first.matter = d.matter AND first.seq = 1 WHERE d.matter = $1) "
          "each WHERE class IN ('秘密', '机密', '绝密') ORDER BY code, id",
          matter))
    out.push_back({.document = pg::text(row["id"]),
                   .code = pg::text(row["code"]),
                   .security = pg::text(row["class"]),
                   .is_newest = pg::boolean(row["is_newest"])});
  return out;
}

std::vector<SecretDocument> DocumentSecurity::secrets(const std::string& matter) {
  return pool_.read([&](pqxx::transaction_base& tx) { return secrets_of(tx, matter); });
}

std::vector<SecurityAct> DocumentSecurity::acts_of(const std::string& document) {
  return pool_.read([&](pqxx::transaction_base& tx) { return acts(tx, "", document); });
}

std::vector<SecurityAct> DocumentSecurity::acts_in(const std::string& matter) {
  return pool_.read([&](pqxx::transaction_base& tx) { return acts(tx, matter, ""); });
}

std::map<std::string, std::string, std::less<>> DocumentSecurity::before(const std::string& matter,
                                                                         std::int64_t seq) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::map<std::string, std::string, std::less<>> out;
    for (const auto& row : pg::exec(tx,
                                    "SELECT DISTINCT ON (document) document, class FROM "
                                    "document_security WHERE matter = $1 AND seq < $2::bigint "
                                    "ORDER BY document, n DESC",
                                    matter, seq))
      out.emplace(pg::text(row[0]), pg::text(row[1]));
    return out;
  });
}

}  // namespace gavel::db
