#include "db/procedure_store.hpp"

#include "archive/digest.hpp"
#include "db/pg.hpp"
#include "engine/base/ensure.hpp"
#include "engine/procedure/version.hpp"

namespace gavel::db {
namespace {

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::ranges::any_of(diagnostics, [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Diagnostic::Severity::error;
  });
}

/// Nodes that start together install the same files: one after the other.
void wait_for_others(pqxx::transaction_base& tx) {
  pg::exec(tx, "SELECT pg_advisory_xact_lock(hashtext('procedure'))");
}

/// The SHA-256 under which other bytes are known by this name and version.
std::optional<std::string> taken_by(pqxx::transaction_base& tx,
                                    const procedure::Procedure& procedure) {
  const auto rows = pg::exec(
      tx, "SELECT sha256 FROM procedure WHERE name = $1 AND version = $2 AND sha256 <> $3 LIMIT 1",
      procedure.name, procedure.version, procedure.sha256);
  if (rows.empty()) return std::nullopt;
  return pg::text(rows[0][0]);
}

/// False when the same bytes were stored before.
bool insert(pqxx::transaction_base& tx, const procedure::Procedure& procedure, std::string_view xml,
            Instant now) {
  const auto inserted =
      pg::exec(tx,
               "INSERT INTO procedure (sha256, name, version, source, installed_at)"
               " VALUES ($1, $2, $3, $4::bytea, $5) ON CONFLICT (sha256) DO NOTHING",
               procedure.sha256, procedure.name, procedure.version, pg::Bytes{xml}, now);
  return inserted.affected_rows() > 0;
}

/// In force from now on, unless a higher version is.
void put_in_force(pqxx::transaction_base& tx, const procedure::Procedure& procedure, Instant now) {
  const auto current = pg::exec(tx,
                                "SELECT p.version FROM procedure_in_force AS f"
                                " JOIN procedure AS p USING (sha256) WHERE f.name = $1"
                                " ORDER BY f.line DESC LIMIT 1",
                                procedure.name);
  const bool is_higher = current.empty() || procedure::compare_versions(
                                                procedure.version, pg::text(current[0][0])) > 0;
  if (!is_higher) return;
  pg::exec(tx, "INSERT INTO procedure_in_force (name, sha256, since) VALUES ($1, $2, $3)",
           procedure.name, procedure.sha256, now);
}

Diagnostic version_taken(const procedure::Procedure& procedure, std::string_view file,
                         const std::string& by) {
  return {Diagnostic::Severity::error,
          {std::string(file), 0, 0},
          Sentence{"version-taken",
                   {{"version", procedure.version},
                    {"name", procedure.name},
                    {"sha256", by.substr(0, 12)}}}};
}

}  // namespace

std::shared_ptr<const procedure::Procedure> ProcedureStore::cached(std::string_view sha256) {
  const std::scoped_lock lock(mutex_);
  const auto found = known_.find(sha256);
  return found == known_.end() ? nullptr : found->second;
}

void ProcedureStore::remember(const std::shared_ptr<const procedure::Procedure>& procedure) {
  const std::scoped_lock lock(mutex_);
  known_.emplace(procedure->sha256, procedure);
}

std::shared_ptr<const procedure::Procedure> ProcedureStore::by_sha256(std::string_view sha256) {
  if (auto known = cached(sha256)) return known;
  const auto xml = source(sha256);
  if (!xml) return nullptr;
  ensure(archive::sha256_hex(*xml) == sha256, "a stored procedure has the digest it is named by");
  auto read = procedure::read(*xml, std::string(sha256) + ".scxml", std::string(sha256));
  ensure(read.procedure != nullptr, "a stored procedure can be read");
  remember(read.procedure);
  return read.procedure;
}

std::shared_ptr<const procedure::Procedure> ProcedureStore::current(std::string_view name) {
  const auto sha256 = pool_.read([&](pqxx::transaction_base& tx) -> std::optional<std::string> {
    const auto rows = pg::exec(
        tx, "SELECT sha256 FROM procedure_in_force WHERE name = $1 ORDER BY line DESC LIMIT 1",
        name);
    if (rows.empty()) return std::nullopt;
    return pg::text(rows[0][0]);
  });
  return sha256 ? by_sha256(*sha256) : nullptr;
}

std::shared_ptr<const procedure::Procedure> ProcedureStore::version(std::string_view name,
                                                                    std::string_view version) {
  const auto sha256 = pool_.read([&](pqxx::transaction_base& tx) -> std::optional<std::string> {
    const auto rows = pg::exec(tx,
                               "SELECT sha256 FROM procedure WHERE name = $1 AND version = $2"
                               " ORDER BY installed_at DESC, sha256 LIMIT 1",
                               name, version);
    if (rows.empty()) return std::nullopt;
    return pg::text(rows[0][0]);
  });
  return sha256 ? by_sha256(*sha256) : nullptr;
}

std::expected<ProcedureStore::Installed, std::vector<Diagnostic>> ProcedureStore::install(
    std::string_view xml, std::string_view file, Instant now) {
  auto read = procedure::read(xml, file, archive::sha256_hex(xml));
  if (!read.procedure || has_errors(read.diagnostics)) {
    return std::unexpected(std::move(read.diagnostics));
  }
  bool is_new = false;
  const auto taken = pool_.write([&](pqxx::transaction_base& tx) {
    wait_for_others(tx);
    auto by = taken_by(tx, *read.procedure);
    if (!by) is_new = insert(tx, *read.procedure, xml, now);
    if (is_new) put_in_force(tx, *read.procedure, now);
    return by;
  });
  // Two contents of one version that an earlier release let in stay: matters run on both.
  if (taken && by_sha256(read.procedure->sha256) == nullptr) {
    return std::unexpected(std::vector{version_taken(*read.procedure, file, *taken)});
  }
  remember(read.procedure);
  return Installed{std::move(read.procedure), is_new, std::move(read.diagnostics)};
}

std::vector<ProcedureRow> ProcedureStore::list() {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<ProcedureRow> all;
    for (const auto& row : pg::exec(tx, R"(
           SELECT p.sha256, p.name, p.version, p.installed_at,
                  p.sha256 = (SELECT f.sha256 FROM procedure_in_force AS f WHERE f.name = p.name
                              ORDER BY f.line DESC LIMIT 1) AS current
             FROM procedure AS p
            ORDER BY p.name, p.installed_at DESC, p.sha256)")) {
      all.push_back({.sha256 = pg::text(row["sha256"]),
                     .name = pg::text(row["name"]),
                     .version = pg::text(row["version"]),
                     .installed_at = pg::instant(row["installed_at"]),
                     .current = pg::boolean(row["current"])});
    }
    std::ranges::stable_sort(all, [](const ProcedureRow& a, const ProcedureRow& b) {
      if (a.name != b.name) return a.name < b.name;
      return procedure::compare_versions(a.version, b.version) > 0;
    });
    return all;
  });
}

std::optional<std::string> ProcedureStore::source(std::string_view sha256) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<std::string> {
    const auto rows = pg::exec(tx, "SELECT source FROM procedure WHERE sha256 = $1", sha256);
    if (rows.empty()) return std::nullopt;
    return pg::bytes(rows[0][0]);
  });
}

}  // namespace gavel::db
