// Hamilton's method as `hamilton` of src/money/apportion.ts has it, and what it promises: the shares add up to the total
// (sum), each is the floor of its exact quota or one more, and never more than its ceiling (quota), a negative total is
// the mirror of the positive one (mirror), there is just one such split, and weights that change places take their
// shares with them where no two remainders are equal (permutation).

function method Sum(s: seq<int>): int
  decreases |s|
{
  if |s| == 0 then 0 else Sum(s[..|s| - 1]) + s[|s| - 1]
}

function method Floors(total: int, weights: seq<int>, whole: int): seq<int>
  requires whole > 0
  ensures |Floors(total, weights, whole)| == |weights|
  ensures forall i :: 0 <= i < |weights| ==> Floors(total, weights, whole)[i] == (total * weights[i]) / whole
  decreases |weights|
{
  if |weights| == 0 then []
  else Floors(total, weights[..|weights| - 1], whole) + [(total * weights[|weights| - 1]) / whole]
}

function method Rests(total: int, weights: seq<int>, whole: int): seq<int>
  requires whole > 0
  ensures |Rests(total, weights, whole)| == |weights|
  ensures forall i :: 0 <= i < |weights| ==> Rests(total, weights, whole)[i] == (total * weights[i]) % whole
  decreases |weights|
{
  if |weights| == 0 then []
  else Rests(total, weights[..|weights| - 1], whole) + [(total * weights[|weights| - 1]) % whole]
}

// Who of two is first to get one unit more: the larger remainder, then the earlier position.
predicate Before(rests: seq<int>, i: int, j: int)
  requires 0 <= i < |rests| && 0 <= j < |rests|
{
  rests[i] > rests[j] || (rests[i] == rests[j] && i < j)
}

predicate Split(total: int, floors: seq<int>, rests: seq<int>, shares: seq<int>)
{
  && |floors| == |rests| == |shares|
  && (forall i :: 0 <= i < |shares| ==> shares[i] == floors[i] || shares[i] == floors[i] + 1)
  && Sum(shares) == total
  && (forall i, j :: 0 <= i < |shares| && 0 <= j < |shares| && shares[i] == floors[i] + 1 && shares[j] == floors[j]
        ==> Before(rests, i, j))
}

predicate Hamilton(total: int, weights: seq<int>, shares: seq<int>)
  requires Sum(weights) > 0
{
  Split(total, Floors(total, weights, Sum(weights)), Rests(total, weights, Sum(weights)), shares)
}

lemma SumUpdate(s: seq<int>, i: int, v: int)
  requires 0 <= i < |s|
  ensures Sum(s[i := v]) == Sum(s) - s[i] + v
  decreases |s|
{
  var n := |s| - 1;
  if i == n {
    assert s[i := v][..n] == s[..n];
  } else {
    SumUpdate(s[..n], i, v);
    assert s[i := v][..n] == s[..n][i := v];
  }
}

lemma Division(x: int, d: int)
  requires d > 0
  ensures x == (x / d) * d + x % d
  ensures 0 <= x % d < d
{
}

lemma Step(fs: int, f: int, rs: int, r: int, whole: int, total: int, ws: int, w: int)
  requires fs * whole + rs == total * ws
  requires f * whole + r == total * w
  ensures (fs + f) * whole + (rs + r) == total * (ws + w)
{
}

lemma Bound(n: int, whole: int)
  ensures (n + 1) * (whole - 1) == n * (whole - 1) + (whole - 1)
{
}

// The floors and the remainders together are the exact quotas.
lemma Quotas(total: int, weights: seq<int>, whole: int)
  requires whole > 0
  ensures Sum(Floors(total, weights, whole)) * whole + Sum(Rests(total, weights, whole)) == total * Sum(weights)
  ensures 0 <= Sum(Rests(total, weights, whole)) <= |weights| * (whole - 1)
  decreases |weights|
{
  if |weights| > 0 {
    var n := |weights| - 1;
    var floors, rests := Floors(total, weights, whole), Rests(total, weights, whole);
    Quotas(total, weights[..n], whole);
    assert floors[..n] == Floors(total, weights[..n], whole);
    assert rests[..n] == Rests(total, weights[..n], whole);
    Division(total * weights[n], whole);
    Step(Sum(floors[..n]), floors[n], Sum(rests[..n]), rests[n], whole, total, Sum(weights[..n]), weights[n]);
    Bound(n, whole);
  }
}

lemma SumAtMost(a: seq<int>, b: seq<int>)
  requires |a| == |b|
  requires forall i :: 0 <= i < |a| ==> a[i] <= b[i]
  ensures Sum(a) <= Sum(b)
  ensures (exists i :: 0 <= i < |a| && a[i] < b[i]) ==> Sum(a) < Sum(b)
  decreases |a|
{
  if |a| > 0 {
    var n := |a| - 1;
    SumAtMost(a[..n], b[..n]);
    if a[n] == b[n] && exists i :: 0 <= i < |a| && a[i] < b[i] {
      var i :| 0 <= i < |a| && a[i] < b[i];
      assert a[..n][i] < b[..n][i];
    }
  }
}

lemma SumPlusOne(a: seq<int>, b: seq<int>)
  requires |a| == |b|
  requires forall i :: 0 <= i < |a| ==> b[i] == a[i] + 1
  ensures Sum(b) == Sum(a) + |a|
  decreases |a|
{
  if |a| > 0 {
    SumPlusOne(a[..|a| - 1], b[..|a| - 1]);
  }
}

function method Nobody(n: int): seq<bool>
  requires n >= 0
  ensures |Nobody(n)| == n
  ensures forall i :: 0 <= i < n ==> !Nobody(n)[i]
{
  if n == 0 then [] else Nobody(n - 1) + [false]
}

// The transcription of the second half: one unit more for the first in order, as long as there are units.
method Distribute(total: int, floors: seq<int>, rests: seq<int>) returns (shares: seq<int>)
  requires |floors| == |rests|
  requires 0 <= total - Sum(floors) < |floors|
  ensures Split(total, floors, rests, shares)
{
  var n := |floors|;
  var left := total - Sum(floors);
  var given := Nobody(n);
  shares := floors;
  while left > 0
    invariant 0 <= left <= total - Sum(floors) && |shares| == n && |given| == n
    invariant forall i :: 0 <= i < n ==> shares[i] == (if given[i] then floors[i] + 1 else floors[i])
    invariant Sum(shares) + left == total
    invariant forall i, j :: 0 <= i < n && 0 <= j < n && given[i] && !given[j] ==> Before(rests, i, j)
    decreases left
  {
    var best := -1;
    var k := 0;
    while k < n
      invariant 0 <= k <= n && -1 <= best < k
      invariant best == -1 ==> forall i :: 0 <= i < k ==> given[i]
      invariant best >= 0 ==> !given[best]
      invariant best >= 0 ==> forall i :: 0 <= i < k && !given[i] && i != best ==> Before(rests, best, i)
      decreases n - k
    {
      if !given[k] && (best == -1 || rests[k] > rests[best]) {
        best := k;
      }
      k := k + 1;
    }
    if best == -1 {
      SumPlusOne(floors, shares);
      assert false;
    }
    SumUpdate(shares, best, shares[best] + 1);
    shares := shares[best := shares[best] + 1];
    given := given[best := true];
    left := left - 1;
  }
}

// The transcription: the floors, and what is left of the total on top of them.
method Apportion(total: int, weights: seq<int>) returns (shares: seq<int>)
  requires total >= 0 && Sum(weights) > 0
  requires forall i :: 0 <= i < |weights| ==> weights[i] >= 0
  ensures Hamilton(total, weights, shares)
  ensures Sum(shares) == total
{
  var whole := Sum(weights);
  var floors, rests := Floors(total, weights, whole), Rests(total, weights, whole);
  Quotas(total, weights, whole);
  Left(total, Sum(floors), Sum(rests), whole);
  LessThan(total - Sum(floors), |weights|, whole);
  shares := Distribute(total, floors, rests);
}

lemma Left(total: int, floors: int, rests: int, whole: int)
  requires floors * whole + rests == total * whole
  ensures (total - floors) * whole == rests
{
}

lemma LessThan(left: int, n: int, whole: int)
  requires whole > 0 && n >= 0
  requires 0 <= left * whole <= n * (whole - 1)
  ensures 0 <= left
  ensures left < n || (n == 0 && left == 0)
{
  if left < 0 {
    assert left * whole <= -1 * whole;
  }
  if left >= n && n > 0 {
    assert left * whole >= n * whole;
    assert n * (whole - 1) == n * whole - n;
  }
}

lemma Near(x: int, floor: int, rest: int, whole: int, share: int)
  requires whole > 0 && x == floor * whole + rest && 0 <= rest < whole
  requires share == floor || share == floor + 1
  ensures (share - 1) * whole <= x < (share + 1) * whole
{
  assert (share - 1) * whole == share * whole - whole;
  assert (share + 1) * whole == share * whole + whole;
  assert (floor + 1) * whole == floor * whole + whole;
}

// Quota: no share is a unit or more away from its exact quota, whichever way.
lemma Quota(total: int, weights: seq<int>, shares: seq<int>, i: int)
  requires Sum(weights) > 0 && Hamilton(total, weights, shares) && 0 <= i < |weights|
  ensures (shares[i] - 1) * Sum(weights) <= total * weights[i] < (shares[i] + 1) * Sum(weights)
{
  var x, whole := total * weights[i], Sum(weights);
  Division(x, whole);
  Near(x, x / whole, x % whole, whole, shares[i]);
}

// There is one split only: so whatever computes one, computes this one.
lemma Unique(total: int, floors: seq<int>, rests: seq<int>, a: seq<int>, b: seq<int>)
  requires Split(total, floors, rests, a) && Split(total, floors, rests, b)
  ensures a == b
{
  if a != b {
    if forall i :: 0 <= i < |a| ==> a[i] <= b[i] {
      SumAtMost(a, b);
      assert exists i :: 0 <= i < |a| && a[i] < b[i];
      assert false;
    } else if forall i :: 0 <= i < |a| ==> b[i] <= a[i] {
      SumAtMost(b, a);
      assert exists i :: 0 <= i < |a| && b[i] < a[i];
      assert false;
    } else {
      var i :| 0 <= i < |a| && a[i] > b[i];
      var j :| 0 <= j < |a| && b[j] > a[j];
      assert Before(rests, i, j);
      assert Before(rests, j, i);
      assert false;
    }
  }
}

function Swap(s: seq<int>, i: int, j: int): seq<int>
  requires 0 <= i < |s| && 0 <= j < |s|
{
  s[i := s[j]][j := s[i]]
}

lemma SumSwap(s: seq<int>, i: int, j: int)
  requires 0 <= i < |s| && 0 <= j < |s|
  ensures Sum(Swap(s, i, j)) == Sum(s)
{
  SumUpdate(s, i, s[j]);
  SumUpdate(s[i := s[j]], j, s[i]);
}

function From(k: int, i: int, j: int): int
{
  if k == i then j else if k == j then i else k
}

lemma SwapQuotas(total: int, weights: seq<int>, whole: int, i: int, j: int)
  requires whole > 0 && 0 <= i < |weights| && 0 <= j < |weights|
  ensures Floors(total, Swap(weights, i, j), whole) == Swap(Floors(total, weights, whole), i, j)
  ensures Rests(total, Swap(weights, i, j), whole) == Swap(Rests(total, weights, whole), i, j)
{
  forall k | 0 <= k < |weights|
    ensures Floors(total, Swap(weights, i, j), whole)[k] == Swap(Floors(total, weights, whole), i, j)[k]
    ensures Rests(total, Swap(weights, i, j), whole)[k] == Swap(Rests(total, weights, whole), i, j)[k]
  {
    assert Swap(weights, i, j)[k] == weights[From(k, i, j)];
  }
}

lemma SwapSplit(total: int, floors: seq<int>, rests: seq<int>, shares: seq<int>, i: int, j: int)
  requires Split(total, floors, rests, shares) && 0 <= i < |shares| && 0 <= j < |shares|
  requires forall k, l :: 0 <= k < l < |rests| ==> rests[k] != rests[l]
  ensures Split(total, Swap(floors, i, j), Swap(rests, i, j), Swap(shares, i, j))
{
  SumSwap(shares, i, j);
  forall a, b | 0 <= a < |shares| && 0 <= b < |shares|
      && Swap(shares, i, j)[a] == Swap(floors, i, j)[a] + 1 && Swap(shares, i, j)[b] == Swap(floors, i, j)[b]
    ensures Before(Swap(rests, i, j), a, b)
  {
    var c, d := From(a, i, j), From(b, i, j);
    assert Before(rests, c, d);
    assert rests[c] != rests[d];
  }
}

// Permutation, for the change of two places of which every other is made.
lemma Permutation(total: int, weights: seq<int>, shares: seq<int>, swapped: seq<int>, i: int, j: int)
  requires Sum(weights) > 0 && 0 <= i < |weights| && 0 <= j < |weights|
  requires forall k, l :: 0 <= k < l < |weights| ==>
    Rests(total, weights, Sum(weights))[k] != Rests(total, weights, Sum(weights))[l]
  requires Hamilton(total, weights, shares)
  requires Sum(Swap(weights, i, j)) > 0 && Hamilton(total, Swap(weights, i, j), swapped)
  ensures swapped == Swap(shares, i, j)
{
  SumSwap(weights, i, j);
  var whole := Sum(weights);
  var floors, rests := Floors(total, weights, whole), Rests(total, weights, whole);
  SwapQuotas(total, weights, whole, i, j);
  SwapSplit(total, floors, rests, shares, i, j);
  Unique(total, Swap(floors, i, j), Swap(rests, i, j), swapped, Swap(shares, i, j));
}

function method Negated(s: seq<int>): seq<int>
  ensures |Negated(s)| == |s|
  ensures forall i :: 0 <= i < |s| ==> Negated(s)[i] == -s[i]
  decreases |s|
{
  if |s| == 0 then [] else Negated(s[..|s| - 1]) + [-s[|s| - 1]]
}

lemma SumNegated(s: seq<int>)
  ensures Sum(Negated(s)) == -Sum(s)
  decreases |s|
{
  if |s| > 0 {
    assert Negated(s)[..|s| - 1] == Negated(s[..|s| - 1]);
    SumNegated(s[..|s| - 1]);
  }
}

// Mirror: what is split for a total below zero is what is split above it, negated, and adds up as well.
method ApportionAny(total: int, weights: seq<int>) returns (shares: seq<int>)
  requires Sum(weights) > 0
  requires forall i :: 0 <= i < |weights| ==> weights[i] >= 0
  ensures Sum(shares) == total
  ensures total >= 0 ==> Hamilton(total, weights, shares)
  ensures total < 0 ==> exists mirrored :: Hamilton(-total, weights, mirrored) && shares == Negated(mirrored)
{
  if total >= 0 {
    shares := Apportion(total, weights);
  } else {
    var mirrored := Apportion(-total, weights);
    SumNegated(mirrored);
    shares := Negated(mirrored);
  }
}
