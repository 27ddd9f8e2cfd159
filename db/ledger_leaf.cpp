#include "db/ledger_leaf.hpp"

#include "db/pg.hpp"
#include "embedded/queries.hpp"

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
  pg::exec(tx, query::insert_leaves_sql, matters, kinds, subjects, entries);
}

}  // namespace gavel::db
