#pragma once
// Comments as the view comment_row shows them, and the digests of what became of them.
// For db/*.cpp alone.
#include <optional>
#include <string>

#include <pqxx/pqxx>

#include "db/participation.hpp"

namespace gavel::db {

[[nodiscard]] Comment comment_of_row(const pqxx::row& row);
[[nodiscard]] std::optional<Comment> comment_in(pqxx::transaction_base& tx,
                                                const std::string& receipt);
/// Who sent it, decrypted; empty when none was given, or when it was erased.
[[nodiscard]] std::optional<Person> person_in(pqxx::transaction_base& tx, const PersonalBox& box,
                                              const std::string& receipt);

// ---- what their ledger leaves name: the SHA-256 of the record's canonical JSON, hexadecimal
[[nodiscard]] std::string reply_sha256(const std::string& receipt, const Reply& reply);
/// kind: "withdrawn" or "set_aside".
[[nodiscard]] std::string disposition_sha256(const std::string& receipt, std::string_view kind,
                                             std::string_view reason, std::string_view account,
                                             Instant at);

}  // namespace gavel::db
