#pragma once
// What the ledger's witnesses say of every row, and the very texts they are of: with them an export
// shows that no row was changed, left out or slipped in. For db/*.cpp alone.
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include <pqxx/pqxx>

namespace gavel::db {

/// Writes, below `folder`:
///   witnesses/batches/N   each sealed batch (N of twelve digits): a line of salt, then a line
///                         ["table","key","SHA-256 of the row's text"] a row, empty where the row
///                         was deleted; the batch's SHA-256 is that of leaf "rows" N
///   witnesses/pending     lines of rows that have no place in the ledger yet
///   witnesses/TABLE.keys  ["table","key", of each row there is now
///   witnesses/TABLE.rows  the rows' texts in that order, each with its length in 4 bytes before it
/// Tables with secret columns, an array of PostgreSQL, have no texts. Needs a session of UTC and
/// ISO dates. `list` is told each file and its SHA-256.
void export_rows(pqxx::transaction_base& tx, const std::filesystem::path& folder,
                 std::string_view secret_columns,
                 const std::function<void(const std::string&, const std::string&)>& list);

}  // namespace gavel::db
