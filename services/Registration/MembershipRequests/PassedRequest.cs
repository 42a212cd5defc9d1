using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Registration.MembershipRequests;

/// <summary>
/// That a request was passed on to a partner, so that the same one sent twice is told once. Nothing of the person is
/// here; after an hour the row goes, too.
/// </summary>
[Data(Category.None)]
public sealed class PassedRequest
{
    public required Guid Id { get; init; }

    public required string Partner { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class PassedRequestTable : IEntityTypeConfiguration<PassedRequest>
{
    public void Configure(EntityTypeBuilder<PassedRequest> request)
    {
        request.ToTable("passed_requests");
        request.Property(row => row.Id).ValueGeneratedNever();
        request.HasIndex(row => row.At);
    }
}
