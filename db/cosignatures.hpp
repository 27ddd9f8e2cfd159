#pragma once
// The rows of what witnesses signed. For db/*.cpp alone.
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "archive/witness_policy.hpp"
#include "db/pg.hpp"

namespace gavel::db {

/// A checkpoint's note with the cosignatures there are of it.
[[nodiscard]] std::string with_cosignatures(pqxx::transaction_base& tx, std::uint64_t size,
                                            const std::string& note);

/// Size of the newest checkpoint that a quorum has cosigned; 0: none.
[[nodiscard]] std::uint64_t newest_witnessed(pqxx::transaction_base& tx,
                                             const archive::WitnessPolicy& policy);

/// The newest checkpoint's size of each witness, by verifier key.
[[nodiscard]] std::map<std::string, std::uint64_t> newest_of_each(pqxx::transaction_base& tx);

void keep_cosignature(pqxx::transaction_base& tx, std::uint64_t size, const std::string& witness,
                      const std::string& line);

}  // namespace gavel::db
