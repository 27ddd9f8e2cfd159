#include "db/procedure_store.hpp"

#include "archive/digest.hpp"
#include "db/pg.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::ranges::any_of(diagnostics, [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Diagnostic::Severity::error;
  });
}

/// Stores it and puts it in force; false when the same bytes were stored before.
bool insert(pqxx::transaction_base& tx, const procedure::Procedure& procedure, std::string_view xml,
            Instant now) {
  const auto inserted =
      pg::exec(tx,
               "INSERT INTO procedure (sha256, name, version, source, installed_at)"
               " VALUES ($1, $2, $3, $4::bytea, $5) ON CONFLICT (sha256) DO NOTHING",
               procedure.sha256, procedure.name, procedure.version, pg::Bytes{xml}, now);
  if (inserted.affected_rows() == 0) return false;
  pg::exec(tx, "INSERT INTO procedure_in_force (name, sha256, since) VALUES ($1, $2, $3)",
           procedure.name, procedure.sha256, now);
  return true;
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

std::expected<ProcedureStore::Installed, std::vector<Diagnostic>> ProcedureStore::install(
    std::string_view xml, std::string_view file, Instant now) {
  auto read = procedure::read(xml, file, archive::sha256_hex(xml));
  if (!read.procedure || has_errors(read.diagnostics)) {
    return std::unexpected(std::move(read.diagnostics));
  }
  const bool is_new = pool_.write(
      [&](pqxx::transaction_base& tx) { return insert(tx, *read.procedure, xml, now); });
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
