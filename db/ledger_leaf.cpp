#include "db/ledger_leaf.hpp"

#include "db/pg.hpp"

namespace gavel::db {

void add_leaves(pqxx::transaction_base& tx, std::span<const archive::Leaf> leaves) {
  if (leaves.empty()) return;
  pg::Array matters, kinds, subjects, entries;
  for (const auto& leaf : leaves) {
    matters.add(leaf.matter);
    kinds.add(leaf.type);
    subjects.add(leaf.subject);
    entries.add(pg::Bytes{archive::leaf_bytes(leaf)});
  }
  pg::exec(
      tx,
      "INSERT INTO ledger_pending (matter, kind, subject, entry, digest) "
      "SELECT *, sha256(entry) FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) AS "
      "new (matter, kind, subject, entry)",
      matters, kinds, subjects, entries);
}

}  // namespace gavel::db
