using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Registration.Accounts;

namespace Stadtgespraeche.Registration.Roles;

/// <summary>A role as addresses name it: <c>organiser</c>, <c>operator</c>, or <c>coordinator:PARTNER</c>.</summary>
internal sealed record GrantedRole(string Role, string Partner)
{
    public string Name => Partner.Length > 0 ? $"{Role}:{Partner}" : Role;

    /// <summary>The role, or why this person may not give or take it.</summary>
    public static (GrantedRole? Role, ProblemHttpResult? Refused) Read(string text, ClaimsPrincipal user) =>
        text.Split(':') switch
        {
            [AccountRole.Organiser] => (new(text, ""), null),
            [AccountRole.Coordinator, { Length: > 0 } partner] => (new(AccountRole.Coordinator, partner), null),
            [AccountRole.Operator] when user.IsInRole(Rights.Operator) => (new(text, ""), null),
            [AccountRole.Operator] => (
                null,
                Problems.Forbidden("operator-needed", "Dieses Recht vergibt nur, wer es selbst hat.")
            ),
            _ => (null, Problems.NotFound("role-unknown", "Dieses Recht gibt es nicht.")),
        };
}
