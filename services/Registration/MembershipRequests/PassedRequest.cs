using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Registration.MembershipRequests;

/// <summary>
/// Remembers that a request was passed on to a partner, so that the same request sent twice is passed on once. Says
/// nothing about the person, and goes after an hour.
/// </summary>
[Data(Category.None)]
public sealed class PassedRequest : IEntityTypeConfiguration<PassedRequest>
{
    public required Guid Id { get; init; }

    public required string Partner { get; init; }

    public required DateTimeOffset At { get; init; }

    public void Configure(EntityTypeBuilder<PassedRequest> request)
    {
        request.ToTable("passed_requests");
        request.Property(row => row.Id).ValueGeneratedNever();
        request.HasIndex(row => row.At);
    }
}
