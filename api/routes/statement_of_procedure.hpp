#pragma once
// The statement of procedure performed as a paper to be filed: what is sent for review is then what
// the record said, under its digest.
#include "api/routes/written.hpp"
#include "engine/desk/desk.hpp"

namespace gavel::api {

/// The name by which document types ask for it: <document written="statement-of-procedure">.
inline constexpr std::string_view statement_of_procedure = "statement-of-procedure";

/// In Chinese, whatever the caller reads: it is the organ's paper.
[[nodiscard]] Written written_statement(Context& context, const desk::Loaded& loaded,
                                        const std::string& code);

}  // namespace gavel::api
