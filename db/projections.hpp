#pragma once
// What an accepted command writes besides its event, in the same transaction: documents with their
// bytes, signatures, notices that open and close, packages to build, catalogues that are published,
// minutes that are issued.
// Each projection reads chart::Sent effects or attachments and turns them into rows; none may
// refuse (refusing is decide's), so an exception here is a bug or the world failing.
#include <span>

#include "engine/desk/ports.hpp"

namespace pqxx {
class transaction_base;
}

namespace gavel::db {

void project_documents(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends);
void project_signatures(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends);
void project_notices(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends);
void project_packages(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends);
void project_catalogues(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends);
/// Which matters the minutes of a meeting are of. Their number was taken before: minutes.hpp.
void project_minutes(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends);
void project_exceptions(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends);
/// Whom registers of people found for the event: who took part.
void project_people(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends);

/// All of them, in this order.
void project(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends);

}  // namespace gavel::db
