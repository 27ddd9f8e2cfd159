#include "db/cosignatures.hpp"

namespace gavel::db {

std::string with_cosignatures(pqxx::transaction_base& tx, std::uint64_t size,
                              const std::string& note) {
  std::string out = note;
  for (const auto& row : pg::exec(
           tx, "SELECT signature FROM ledger_cosignature WHERE size = $1::bigint ORDER BY witness",
           size)) {
    out += pg::text(row[0]);
  }
  return out;
}

/// Looks back over so many cosigned checkpoints: a quorum that is older is not of use to anyone.
std::uint64_t newest_witnessed(pqxx::transaction_base& tx, const archive::WitnessPolicy& policy) {
  const auto rows = pg::exec(
      tx,
      "SELECT size, witness FROM ledger_cosignature WHERE size IN (SELECT DISTINCT size FROM "
      "ledger_cosignature ORDER BY size DESC LIMIT 256) ORDER BY size DESC");
  std::set<std::string> names;
  for (int i = 0; i < int(rows.size()); ++i) {
    if (const auto* known = policy.find(pg::text(rows[i][1]))) names.insert(known->name);
    const bool is_last =
        i + 1 == int(rows.size()) || pg::integer(rows[i + 1][0]) != pg::integer(rows[i][0]);
    if (!is_last) continue;
    if (policy.is_quorum(names)) return static_cast<std::uint64_t>(pg::integer(rows[i][0]));
    names.clear();
  }
  return 0;
}

std::map<std::string, std::uint64_t> newest_of_each(pqxx::transaction_base& tx) {
  std::map<std::string, std::uint64_t> sizes;
  for (const auto& row :
       pg::exec(tx, "SELECT witness, max(size) FROM ledger_cosignature GROUP BY witness")) {
    sizes[pg::text(row[0])] = static_cast<std::uint64_t>(pg::integer(row[1]));
  }
  return sizes;
}

void keep_cosignature(pqxx::transaction_base& tx, std::uint64_t size, const std::string& witness,
                      const std::string& line) {
  pg::exec(tx,
           "INSERT INTO ledger_cosignature (size, witness, signature) VALUES ($1::bigint, $2, $3) "
           "ON CONFLICT DO NOTHING",
           size, witness, line);
}

}  // namespace gavel::db
