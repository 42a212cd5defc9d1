using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Stadtgespraeche.ServiceDefaults;

/// <summary>
/// Leaves out calls that belong to no trace: outbox and mail queue ask the database every second whether there is work,
/// and would bury everything else.
/// </summary>
internal sealed class DropCallsOutsideTraces : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        new(samplingParameters.Kind == ActivityKind.Client ? SamplingDecision.Drop : SamplingDecision.RecordAndSample);
}
