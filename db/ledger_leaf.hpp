#pragma once
// Leaves wait in `ledger_pending`, written in the transaction of what they witness; the sequencer
// gives them their places. For db/*.cpp alone.
#include <span>

#include <pqxx/pqxx>

#include "archive/leaf.hpp"

namespace gavel::db {

void add_leaves(pqxx::transaction_base& tx, std::span<const archive::Leaf> leaves);
inline void add_leaf(pqxx::transaction_base& tx, const archive::Leaf& leaf) {
  add_leaves(tx, {&leaf, 1});
}

}  // namespace gavel::db
